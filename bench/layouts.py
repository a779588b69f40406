# SPDX-License-Identifier: GPL-3.0-or-later
"""The sizes of the random models: one that two cores can carry, and LLaVA-1.5's own of 7 billion parameters for a GPU."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    vision_layers: int
    vision_width: int
    vision_inner: int
    vision_heads: int
    layers: int
    width: int
    inner: int
    heads: int
    vocabulary: int = 32064
    image_side: int = 336
    patch_side: int = 14

    @property
    def image_tokens(self):  # the class token included
        return (self.image_side // self.patch_side) ** 2 + 1

    @property
    def vision_parameters(self):
        """In products, without those of the last layer, which features do not need."""
        layer = 4 * self.vision_width**2 + 2 * self.vision_width * self.vision_inner
        projector = self.vision_width * self.width + self.width**2
        return (self.vision_layers - 1) * layer + 3 * self.patch_side**2 * self.vision_width + projector

    @property
    def layer_parameters(self):
        return self.layers * (4 * self.width**2 + 3 * self.width * self.inner)

    @property
    def head_parameters(self):
        return self.width * self.vocabulary


SMALL = Layout(vision_layers=12, vision_width=384, vision_inner=1536, vision_heads=6, layers=12, width=512, inner=1376, heads=8)
LLAVA_7B = Layout(vision_layers=24, vision_width=1024, vision_inner=4096, vision_heads=16, layers=32, width=4096, inner=11008, heads=32)
