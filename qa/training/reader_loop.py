"""A network, its batches and a plan to trained weights, in steps that a restart continues exactly."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn
from tqdm import tqdm

log = logging.getLogger(__name__)
Item = TypeVar("Item")
EMA_DECAY = 0.999
SAVE_SECONDS = 120.0
WARM_UP_STEPS = 300
AHEAD = 3  # batches made while the network learns


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` steps with a rate that rises to `rate` and falls to `last_rate` along a half cosine."""

    name: str
    steps: int
    rate: float
    last_rate: float
    seed: int = 1

    def rate_at(self, step: int) -> float:
        """The learning rate of a step."""
        warm = min(1.0, (step + 1) / WARM_UP_STEPS)
        falling = 0.5 * (1 + math.cos(math.pi * step / max(1, self.steps)))
        return warm * (self.last_rate + (self.rate - self.last_rate) * falling)


def knows_halves(device: str) -> bool:
    """Whether the device multiplies in bfloat16; a processor that does not imitates it, many times slower."""
    return device == "cuda" or bool(torch.cpu._is_avx512_bf16_supported())


class Average:
    """A running average of a network's weights: it reads better than the weights of any one step."""

    def __init__(self, network: nn.Module) -> None:
        self.network = deepcopy(network).eval()

    def follow(self, network: nn.Module, step: int) -> None:
        """Move a little towards the weights of this step; more at the beginning."""
        decay = min(EMA_DECAY, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(
                [weight.data for weight in self.network.parameters()],
                [weight.data for weight in network.parameters()],
                1 - decay,
            )


class Training(Generic[Item]):
    """One stage of training; `make(step)` gives a step's batch, `loss(network, batch)` what to lower."""

    def __init__(
        self,
        network: nn.Module,
        plan: Plan,
        make: Callable[[int], Item],
        loss: Callable[[nn.Module, Item], Tensor],
        checkpoint: Path,
    ) -> None:
        self.network, self.plan, self.make, self.loss = network, plan, make, loss
        self.checkpoint = checkpoint
        self.average = Average(network)
        self.optimizer = torch.optim.AdamW(
            network.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.step = 0
        if checkpoint.exists():
            self._resume()

    def run(self, until: int | None = None) -> nn.Module:
        """Train to the end of the plan (or to step `until`); the averaged network."""
        end = self.plan.steps if until is None else min(until, self.plan.steps)
        device = next(self.network.parameters()).device.type
        halves = knows_halves(device)
        saved, shown = time.monotonic(), 0.0
        progress = tqdm(total=self.plan.steps, initial=self.step, desc=self.plan.name, mininterval=10)
        self.network.train()
        for item in self._batches(end):
            torch.manual_seed(self.plan.seed * 1_000_003 + self.step)
            for group in self.optimizer.param_groups:
                group["lr"] = self.plan.rate_at(self.step)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=halves):
                loss = self.loss(self.network, item)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimizer.step()
            self.average.follow(self.network, self.step)
            self.step += 1
            shown = loss.item() if not shown else shown + 0.02 * (loss.item() - shown)
            progress.set_postfix(loss=f"{shown:.3f}", refresh=False)
            progress.update()
            if time.monotonic() - saved > SAVE_SECONDS:
                self.save()
                saved = time.monotonic()
        progress.close()
        self.save()
        return self.average.network

    def _batches(self, end: int) -> Iterator[Item]:
        """The batches of the steps still to do; the next ones are made beside the current one."""
        with ThreadPoolExecutor(1) as pool:
            waiting: list[Future[Item]] = []
            for step in range(self.step, end + AHEAD):
                if step < end:
                    waiting.append(pool.submit(self.make, step))
                if len(waiting) > AHEAD or step >= end:
                    if not waiting:
                        return
                    yield waiting.pop(0).result()

    def save(self) -> None:
        """Keep everything a restart needs; a killed save leaves the earlier one whole."""
        part = self.checkpoint.with_suffix(".part")
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        torch.save(state, part)
        part.rename(self.checkpoint)

    def _resume(self) -> None:
        state = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
        self.step = int(state["step"])
        self.network.load_state_dict(state["network"])
        self.average.network.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        log.info("%s goes on from step %d of %d", self.plan.name, self.step, self.plan.steps)
