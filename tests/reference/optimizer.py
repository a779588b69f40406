# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/optimizer.json: PyTorch's AdamW with clip_grad_norm_, Transformers' schedules, and the preference
losses' values and gradients, written out here as TRL has them.

    python optimizer.py [OUT]
"""

import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import get_scheduler

OUT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "optimizer.json")


def adamw(weight_decay, max_norm):
    generator = torch.Generator().manual_seed(1)
    start = [torch.randn(shape, generator=generator) for shape in [(3, 4), (7,), (2, 1, 2)]]
    gradients = [[torch.randn(p.shape, generator=generator) * (0.1 + i) for p in start] for i in range(6)]
    parameters = [torch.nn.Parameter(p.clone()) for p in start]
    optimizer = torch.optim.AdamW(parameters, lr=0.01, weight_decay=weight_decay, foreach=False, fused=False)
    norms = []
    for step in gradients:
        for p, g in zip(parameters, step, strict=True):
            p.grad = g.clone()
        norms.append(torch.nn.utils.clip_grad_norm_(parameters, max_norm).item())
        optimizer.step()
    flat = lambda tensors: [t.detach().flatten().tolist() for t in tensors]  # noqa: E731
    return {
        "shapes": [list(p.shape) for p in start], "start": flat(start), "gradients": [flat(g) for g in gradients],
        "weight_decay": weight_decay, "max_norm": max_norm, "norms": norms, "end": flat(parameters),
    }  # fmt: skip


def schedule(name, steps, warmup):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=3e-4)
    scheduler = get_scheduler(name, optimizer, num_warmup_steps=warmup, num_training_steps=steps)
    rates = []
    for _ in range(steps):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return {"name": name.removesuffix("_with_warmup"), "steps": steps, "warmup": warmup, "rates": rates}


def losses():
    beta, epsilon = 0.3, 0.1
    generator = torch.Generator().manual_seed(2)
    logps = torch.randn(5, generator=generator) * 3 - 20
    w = (torch.randn(5, generator=generator) * 4).requires_grad_()
    l = (torch.randn(5, generator=generator) * 4).requires_grad_()  # noqa: E741
    nw, nl = torch.tensor([3.0, 9, 1, 20, 6]), torch.tensor([5.0, 2, 8, 11, 6])
    d, norm = w - l, w / nw - l / nl
    values = {
        "sigmoid": -F.logsigmoid(beta * d),
        "hinge": torch.relu(1 - beta * d),
        "ipo": (norm - 1 / (2 * beta)) ** 2,
        "robust": (-(1 - epsilon) * F.logsigmoid(beta * d) + epsilon * F.logsigmoid(-beta * d)) / (1 - 2 * epsilon),
        "sigmoid_norm": -F.logsigmoid(beta * norm),
        "bco_pair": -F.logsigmoid(beta * w) - F.logsigmoid(-beta * l),
        "apo_zero": 1 - torch.sigmoid(beta * w) + torch.sigmoid(beta * l),
        "apo_down": torch.sigmoid(beta * w) + 1 - torch.sigmoid(beta * (w - l)),
    }
    out = {
        "beta": beta, "label_smoothing": epsilon, "chosen_logps": logps.tolist(), "chosen_logratios": w.tolist(),
        "rejected_logratios": l.tolist(), "chosen_lengths": nw.tolist(), "rejected_lengths": nl.tolist(), "losses": {},
    }  # fmt: skip
    for name, value in values.items():
        gradients = torch.autograd.grad(value.mean(), (w, l), retain_graph=True)
        out["losses"][name] = {"value": value.tolist(), "chosen": gradients[0].tolist(), "rejected": gradients[1].tolist()}
    return out


OUT.write_text(
    json.dumps(
        {
            "adamw": [adamw(0.0, 1.0), adamw(0.1, 5.0)],
            "schedules": [schedule("linear", 20, 1), schedule("linear", 7, 0), schedule("cosine", 20, 3),
                          schedule("constant_with_warmup", 10, 2)],
            "losses": losses(),
        }
    )
    + "\n"
)  # fmt: skip
