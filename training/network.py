"""The network of both tiers: a BERT encoder over pieces, and heads over the first piece of each word.

The accurate tier has six layers, the fast tier few; nothing else differs. `model::encoder` and `model::heads` are the twins in Rust.
"""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

import pieces


@dataclass
class Shape:
    """The sizes of a network; stored with its weights."""

    layers: int
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 256
    arc: int = 256
    relation: int = 256


class Rounded(torch.autograd.Function):
    """Rounds to the steps of eight-bit numbers on the way forward and passes gradients through unchanged."""

    @staticmethod
    def forward(ctx, x):
        scale = x.abs().amax(dim=-1, keepdim=True).clamp_min(1e-6) / 127
        return (x / scale).round() * scale

    @staticmethod
    def backward(ctx, gradient):
        return gradient


class Linear(nn.Linear):
    """A linear layer that, once `rounded` is set, sees weights and inputs as the shipped model will: a scale a row of each."""

    rounded = False

    def forward(self, x):
        if not Linear.rounded:
            return super().forward(x)
        return F.linear(Rounded.apply(x.float()), Rounded.apply(self.weight), self.bias)


class Layer(nn.Module):
    def __init__(self, shape, dropout):
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.query_key_value = Linear(width, 3 * width)
        self.output = Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = Linear(width, shape.inner)
        self.outer = Linear(shape.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        batch, length, width = x.shape
        parts = self.query_key_value(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        rate = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask, dropout_p=rate)
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.attention_norm(x + F.dropout(mixed, self.dropout, self.training).float())
        inner = self.outer(F.gelu(self.inner(x)))
        return self.norm(x + F.dropout(inner, self.dropout, self.training).float())


class Network(nn.Module):
    """Scores for every word of a batch of windows."""

    def __init__(self, shape, vocabulary, labels, dropout=0.1, head_dropout=0.3):
        super().__init__()
        self.shape, self.labels = shape, labels
        width = shape.width
        self.piece = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(shape.positions, width)
        self.form = nn.Embedding(pieces.SHAPES, width)
        self.spacing = nn.Embedding(pieces.SPACINGS, width)
        self.embedding_norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.sizes = {"end": 1, **{name: len(labels[name]) for name in ("upos", "xpos", "feats", "lemma", "name")}}
        self.tags = Linear(width, sum(self.sizes.values()))
        self.arc = Linear(width, 2 * shape.arc)
        self.arc_map = Linear(shape.arc, shape.arc)
        self.arc_bias = Linear(shape.arc, 1)
        self.arc_root = nn.Parameter(torch.zeros(shape.arc))
        self.relation = Linear(width, 2 * shape.relation)
        self.relation_root = nn.Parameter(torch.zeros(shape.relation))
        self.relation_label = Linear(2 * shape.relation, len(labels["relation"]))
        self.dropout, self.head_dropout = dropout, head_dropout
        for embedding in (self.form, self.spacing):
            nn.init.normal_(embedding.weight, std=0.01)

    def config(self):
        return asdict(self.shape)

    def encode(self, batch):
        """The vectors of the words: those of their first pieces."""
        numbers = batch["pieces"]
        x = self.piece(numbers) + self.position.weight[: numbers.shape[1]] + self.form(batch["shapes"]) + self.spacing(batch["spacings"])
        x = F.dropout(self.embedding_norm(x), self.dropout, self.training)
        mask = batch["piece_mask"][:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, batch["firsts"][:, :, None].expand(-1, -1, x.shape[2]))

    def forward(self, batch):
        return self.heads(self.encode(batch))

    def heads(self, words):
        """Scores of everything but relations for words with these vectors, and the two sides that relations are scored from."""
        words = F.dropout(words, self.head_dropout, self.training)
        scores = dict(zip(self.sizes, self.tags(words).float().split(list(self.sizes.values()), dim=-1)))
        rate = self.head_dropout
        child, head = F.dropout(F.relu(self.arc(words)), rate, self.training).float().chunk(2, dim=-1)
        root = self.arc_root.expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        arcs = torch.einsum("bic,bjc->bij", self.arc_map(child).float(), head) / math.sqrt(self.shape.arc)
        arcs = arcs + self.arc_bias(head).float().transpose(1, 2)
        scores["arc"] = arcs
        below, above = F.dropout(F.relu(self.relation(words)), rate, self.training).float().chunk(2, dim=-1)
        root = self.relation_root.expand(above.shape[0], 1, -1)
        return scores, (below, torch.cat([root, above], 1))

    def relations(self, sides, heads):
        """Scores of relations for given heads (zero is the root)."""
        below, above = sides
        above = above.gather(1, heads[:, :, None].expand(-1, -1, above.shape[2]))
        return self.relation_label(torch.cat([below + above, below * above], -1)).float()


def load_minilm(network, weights, kept, layers):
    """Starts from MiniLM: its embeddings for the pieces `kept`, and its layers with the numbers in `layers`."""
    with torch.no_grad():
        network.piece.weight.copy_(weights["embeddings.word_embeddings.weight"][kept])
        positions = weights["embeddings.position_embeddings.weight"][: network.shape.positions]
        network.position.weight.copy_(positions + weights["embeddings.token_type_embeddings.weight"][0])
        network.embedding_norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for layer, number in zip(network.layers, layers):
            prefix = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                getattr(layer.query_key_value, kind).copy_(torch.cat(parts))
                getattr(layer.output, kind).copy_(weights[f"{prefix}attention.output.dense.{kind}"])
                getattr(layer.attention_norm, kind).copy_(weights[f"{prefix}attention.output.LayerNorm.{kind}"])
                getattr(layer.inner, kind).copy_(weights[f"{prefix}intermediate.dense.{kind}"])
                getattr(layer.outer, kind).copy_(weights[f"{prefix}output.dense.{kind}"])
                getattr(layer.norm, kind).copy_(weights[f"{prefix}output.LayerNorm.{kind}"])
