"""The network: MiniLM over word pieces, pattern features at its entrance and its exit, linear heads on every piece."""

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import BertConfig, BertModel

from dateline.learned import features
from dateline.learned.layout import SLOTS, TYPES, WIDTH, parts


class Network(nn.Module):
    """ids (B, T), features (B, T, F) and mask (B, T) to a piece's output (B, T, WIDTH) and types (B, len(TYPES))."""

    def __init__(self, encoder: Path, *, patterns: bool = True, dropout: float = 0.1) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(encoder, attention_probs_dropout_prob=0.0)
        self.bert = BertModel.from_pretrained(encoder, config=config, add_pooling_layer=False)
        self.patterns = patterns
        wide, held = config.hidden_size, len(features.names())
        self.enter = nn.Linear(held, wide, bias=False)
        self.leave = nn.Linear(held, wide, bias=False)
        nn.init.normal_(self.enter.weight, std=0.002)
        nn.init.normal_(self.leave.weight, std=0.02)
        self.mix = nn.Linear(wide, wide)
        self.drop = nn.Dropout(dropout)
        self.pieces = nn.Linear(wide, WIDTH)
        with torch.no_grad():  # most pieces are outside of everything: begin there
            for slot in SLOTS:
                self.pieces.bias[parts()[f"bio.{slot}"].start] = 4.0
        self.attend = nn.Linear(wide, len(TYPES))
        self.types = nn.Linear(wide, len(TYPES))

    def forward(self, ids: Any, held: Any, mask: Any) -> tuple[Any, Any]:
        """The two outputs, before softmax and sigmoid."""
        held = held.to(self.enter.weight.dtype) * (1.0 if self.patterns else 0.0)
        embedded = self.bert.embeddings.word_embeddings(ids) + self.enter(held)
        state = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        state = state + nn.functional.gelu(self.mix(self.drop(state)) + self.leave(held))
        state = self.drop(state)
        weights = torch.softmax(self.attend(state).masked_fill(mask[..., None] == 0, -1e4), dim=1)
        return self.pieces(state), (weights * self.types(state)).sum(1)
