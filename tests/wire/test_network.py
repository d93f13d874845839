"""TcpNetwork offers what the Network protocol promises."""

from labkit.wire.network import Network, NoSuchHost
from labkit.wire.outages import Unreachable
from labkit.wire.tcp import TcpNetwork


def test_tcp_is_a_network(network: TcpNetwork) -> None:
    as_promised: Network = network
    promised = {name for name in vars(Network) if not name.startswith("_")}
    assert all(callable(getattr(as_promised, name)) for name in promised)


def test_its_failures_are_the_systems_own_kind_of_error() -> None:
    assert issubclass(NoSuchHost, OSError)
    assert issubclass(Unreachable, OSError)
