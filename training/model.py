"""The cross-encoder: eight frozen layers read question and passage apart, four tuned ones read both together."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

LOWER, UPPER = 8, 4


class Lower(nn.Module):
    """Embeddings and the first layers: token ids and mask (n, t) to states (n, t, hidden)."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.embeddings = bert.embeddings
        self.layers = nn.ModuleList(bert.encoder.layer[:LOWER])

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states of each text, read by itself."""
        return run(self.layers, self.embeddings(input_ids=ids), mask)


class Upper(nn.Module):
    """The last layers over question and passage as one sequence, with the two heads."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.layers = nn.ModuleList(bert.encoder.layer[LOWER : LOWER + UPPER])
        hidden = bert.config.hidden_size
        self.parts = nn.Embedding(2, hidden)
        nn.init.zeros_(self.parts.weight)
        self.dense = nn.Linear(4 * hidden, hidden)
        self.relevance = nn.Linear(hidden, 1)
        self.pointer = nn.Linear(hidden, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, question: Tensor, asked: Tensor, passage: Tensor, read: Tensor, own: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return relevance (n) and the pointer's logits (n, t) over the passage's tokens, -inf outside its own words.

        `question` (n, q, hidden) with mask `asked`, `passage` (n, t, hidden) with mask `read`, `own` (n, t) the tokens
        that are the passage's own words and may be pointed at.
        """
        states = torch.cat([question + self.parts.weight[0], passage + self.parts.weight[1]], 1)
        mask = torch.cat([asked, read], 1)
        states = run(self.layers, states, mask)
        of_question, of_passage = states[:, : question.shape[1]], states[:, question.shape[1] :]
        one, other = mean(of_question, asked), mean(of_passage, own)
        pooled = torch.cat([of_question[:, 0], one, other, one * other], -1)
        relevance = self.relevance(self.dropout(torch.tanh(self.dense(self.dropout(pooled))))).squeeze(-1)
        pointed = self.pointer(self.dropout(of_passage)).squeeze(-1)
        return relevance, pointed.masked_fill(own == 0, -1e4)


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """Return the mean state of the tokens that a mask keeps."""
    kept = mask.unsqueeze(-1).to(states.dtype)
    return (states * kept).sum(1) / kept.sum(1).clamp(min=1)


def run(layers: nn.ModuleList, states: Tensor, mask: Tensor) -> Tensor:
    """Run layers over states, attending only to what the mask keeps."""
    bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
    for layer in layers:
        out = layer(states, attention_mask=bias)
        states = out[0] if isinstance(out, tuple) else out
    return states


@dataclass(frozen=True, slots=True)
class Parts:
    """Both halves of the model."""

    lower: Lower
    upper: Upper


def parted(bert: BertModel) -> Parts:
    """Return a `BertModel` of twelve layers as the two halves, the lower one frozen."""
    lower, upper = Lower(bert), Upper(bert)
    lower.requires_grad_(requires_grad=False)
    return Parts(lower.eval(), upper)
