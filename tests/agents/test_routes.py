"""MX records by preference."""

from __future__ import annotations

import pytest

from labkit.agents.routes import NoRoute, Route, Routes


def test_the_lowest_preference_comes_first_and_equals_by_name() -> None:
    routes = Routes(
        [
            Route("fuji.example", "mx3.fuji.example", 20),
            Route("fuji.example", "mx2.fuji.example", 10),
            Route("fuji.example", "mx1.fuji.example", 10),
            Route("sakura.example", "mx.sakura.example"),
        ]
    )
    assert [route.host[:3] for route in routes.of("FUJI.example")] == ["mx1", "mx2", "mx3"]
    with pytest.raises(NoRoute):
        routes.of("example")
