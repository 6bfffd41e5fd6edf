"""Write the trained network as ONNX with weights of eight bits: python -m coder.export --checkpoint F --encoder DIR --out F."""

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from coder.model import Network
from dateline.learned import features


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="several are averaged")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    states = [torch.load(path) for path in given.checkpoint]
    mean = {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}
    network = Network(given.encoder)
    network.load_state_dict(mean)
    network.eval()
    example = (
        torch.ones(1, 16, dtype=torch.int64),
        torch.zeros(1, 16, len(features.names())),
        torch.ones(1, 16, dtype=torch.int64),
    )
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            example,
            str(whole),
            input_names=["ids", "held", "mask"],
            output_names=["pieces", "types"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "held", "mask", "pieces")}
            | {"types": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, given.out, per_channel=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(given.out))
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
