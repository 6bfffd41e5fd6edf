"""Train the learned coder: python -m coder.train --data DIR --encoder DIR --out DIR (from the folder training/).

Data: `train.jsonl` and `dev.jsonl` of MUC-4 with all slots. The state after every epoch is kept in OUT, and a run that
was cut off goes on from it. Same seed, data and number of threads: same weights as far as the arithmetic allows.
"""

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from coder.data import Example, Filler, load
from coder.model import Network
from dateline.learned.layout import ATTRIBUTES, SLOTS, TYPES, parts
from dateline.learned.reading import ROOM, window_starts

CLS, SEP, PAD = 101, 102, 0


class Window:
    """Pieces [first, last) of an example, with the fillers that lie in it."""

    def __init__(self, example: Example, first: int) -> None:
        self.example, self.first, self.last = example, first, min(first + ROOM, len(example.ids))
        self.fillers = [f for f in example.fillers if first <= f.first and f.last <= self.last]
        here = {kind for f in self.fillers for kind in f.types}
        # What no filler places is told at the head of the text, as a rule.
        self.types = set(example.types) if first == 0 else here

    def __len__(self) -> int:
        return self.last - self.first


def windows(example: Example) -> list[Window]:
    """The windows of a document; those after the first overlap the one before."""
    return [Window(example, start) for start in window_starts(len(example.ids))]


def batch(items: list[Window]) -> dict[str, Any]:
    """The padded arrays of some windows."""
    longest = max(len(w) for w in items) + 2
    width = items[0].example.features.shape[1]
    ids = np.full((len(items), longest), PAD, dtype=np.int64)
    held = np.zeros((len(items), longest, width), dtype=np.float32)
    mask = np.zeros((len(items), longest), dtype=np.int64)
    bio = np.full((len(items), longest, len(SLOTS)), -1, dtype=np.int64)
    types = np.zeros((len(items), len(TYPES)), dtype=np.float32)
    for row, window in enumerate(items):
        size, part = len(window), slice(window.first, window.last)
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = window.example.ids[part]
        held[row, 1 : size + 1] = window.example.features[part]
        bio[row, 1 : size + 1] = window.example.bio[part]
        mask[row, : size + 2] = 1
        types[row, list(window.types)] = 1
    arrays = {"ids": ids, "held": held, "mask": mask, "bio": bio, "types": types}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def losses(pieces: Any, types: Any, arrays: dict[str, Any], items: list[Window]) -> dict[str, Any]:
    """The parts of the loss, each a mean over what it is about."""
    where = parts()
    found: dict[str, Any] = {}
    gold = arrays["bio"]
    tagged = (gold > 0).sum().clamp(min=20)
    total = pieces.new_zeros(())
    for number, slot in enumerate(SLOTS):
        part = where[f"bio.{slot}"]
        total = total + nn.functional.cross_entropy(
            pieces[..., part.start : part.stop].flatten(0, 1),
            gold[..., number].flatten(),
            ignore_index=-1,
            reduction="sum",
        )
    found["bio"] = total / tagged
    found["types"] = nn.functional.binary_cross_entropy_with_logits(types, arrays["types"])
    mentions = [(row, f, w.first) for row, w in enumerate(items) for f in _some(w.fillers)]
    if not mentions:
        return found
    states = torch.stack([pieces[row, 1 + f.first - base : 1 + f.last - base].mean(0) for row, f, base in mentions])
    kinds = torch.zeros(len(mentions), len(TYPES))
    for number, (_, filler, _) in enumerate(mentions):
        kinds[number, list(filler.types)] = 1
    part = where["types"]
    found["filler.types"] = nn.functional.binary_cross_entropy_with_logits(states[:, part.start : part.stop], kinds)
    for name in ATTRIBUTES:
        labels = torch.tensor([f.attributes.get(name, -1) for _, f, _ in mentions])
        if (labels >= 0).any():
            part = where[name]
            found[name] = nn.functional.cross_entropy(states[:, part.start : part.stop], labels, ignore_index=-1)
    rows = torch.tensor([row for row, _, _ in mentions])
    slots = torch.tensor([f.slot for _, f, _ in mentions])
    pair = (rows[:, None] == rows) & ~torch.eye(len(rows), dtype=torch.bool)
    entity = torch.tensor([[float(a.entity == b.entity) for _, b, _ in mentions] for _, a, _ in mentions])
    incident = torch.tensor([[float(bool(a.templates & b.templates)) for _, b, _ in mentions] for _, a, _ in mentions])
    for name, same, which in (
        ("entity", entity, pair & (slots[:, None] == slots)),
        ("incident", incident, pair),
    ):
        if which.any():
            part = where[name]
            points = states[:, part.start : part.stop]
            scores = points @ points.T / points.shape[1] ** 0.5
            found[name] = nn.functional.binary_cross_entropy_with_logits(scores[which], same[which])
    return found


WEIGHTS = {
    "types": 1.0,
    "filler.types": 1.0,
    "entity": 0.3,
    "incident": 0.3,
    "incident_stage": 0.2,
    "perp_category": 0.2,
}


def _some(fillers: list[Filler], most: int = 40) -> list[Filler]:
    return fillers if len(fillers) <= most else random.sample(fillers, most)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="of the documents, for learning curves")
    parser.add_argument("--no-patterns", action="store_true", help="the encoder alone, for the ablation")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    torch.set_num_threads(given.threads)
    examples = load(given.data / "train.jsonl", given.out / "train.pkl")
    order = random.Random(given.seed)
    order.shuffle(examples)
    items = [w for e in examples[: int(len(examples) * given.share)] for w in windows(e)]
    network = Network(given.encoder, patterns=not given.no_patterns)
    fresh = [p for n, p in network.named_parameters() if not n.startswith("bert.")]
    groups = [{"params": network.bert.parameters(), "lr": given.rate}, {"params": fresh, "lr": given.rate * 8}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    empty = sum(not w.fillers for w in items)
    steps = given.epochs * -(-(len(items) - empty // 2) // given.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: max(0.02, min((s + 1) / 150, (steps - s) / steps))
    )
    state, done = given.out / "state.pt", 0
    if state.exists():
        kept = torch.load(state, weights_only=False)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        done = kept["epoch"]
    for epoch in range(done, given.epochs):
        network.train()
        random.seed(given.seed + epoch)
        began, sums = time.time(), {}
        # Windows of like length share a batch, so that little is padding; the batches come in any order.
        # Half of the windows without fillers sit out each epoch: they are the most, and teach the least.
        taken = [w for w in items if w.fillers or random.random() < 0.5]
        ranked = sorted(taken, key=lambda w: len(w) + random.randint(-40, 40))
        batches = [ranked[at : at + given.batch] for at in range(0, len(ranked), given.batch)]
        random.shuffle(batches)
        for number, chosen in enumerate(batches):
            arrays = batch(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                pieces, types = network(arrays["ids"], arrays["held"], arrays["mask"])
            found = losses(pieces.float(), types.float(), arrays, chosen)
            loss = sum(WEIGHTS.get(name, 0.15 if name in ATTRIBUTES else 1.0) * value for name, value in found.items())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if number % 20 == 0:
                means = {name: round(value / (number + 1), 3) for name, value in sums.items()}
                print(
                    f"epoch {epoch} step {number}/{len(batches)} {time.time() - began:.0f} s {json.dumps(means)}",
                    flush=True,
                )
        kept = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
        kept |= {"schedule": schedule.state_dict(), "epoch": epoch + 1}
        torch.save(kept, state.with_suffix(".part"))
        state.with_suffix(".part").rename(state)
        torch.save(network.state_dict(), given.out / f"epoch{epoch + 1}.pt")


if __name__ == "__main__":
    main()
