"""Training of the learned coder: data, model, training, export."""
