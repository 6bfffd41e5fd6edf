"""The learned coder: an encoder over word pieces and pattern features, run by ONNX Runtime."""
