"""Jinja as pages use it: what its general case does at each step and no page needs is left out.

Tens of millions of such steps make a large site. A page comes out the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context

R = TypeVar("R")


class _Calls(Context):
    """Names that a template can look up, of which none asks for the context or its environment."""

    def call(self, called: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Call what a template calls."""
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class _EscapesOnce(CodeGenerator):
    """Leaves what is put out to ``finalize`` alone, which escapes it; Jinja would look once more."""

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame
        assert finalize.src is not None  # noqa: S101  # else nothing would be escaped
        self.write(f"({finalize.src}")


class Environment(jinja2.Environment):
    """An environment with a ``finalize`` that returns ``Markup``, whatever it is given.

    It takes ``t.key`` for a key at once; as an attribute it is never there.
    """

    code_generator_class = _EscapesOnce
    context_class = _Calls

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key of a dictionary, else what Jinja takes the name for."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)
