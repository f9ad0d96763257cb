"""Which hosts the camera proxy may ask, and which network addresses those may have.

A name in the list opens the public internet addresses of that host and nothing else. A private address (a camera in the city's own
network) must be in the list itself, alone or within a range, so that a name which suddenly resolves to it opens nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import SettingsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK = ipaddress.ip_address("127.0.0.1")


@dataclass(frozen=True)
class Hosts:
    """names: hosts, and `*.example.id` for those below one. networks: addresses and ranges. homes: names that exist only
    here -> the port of the loopback; the demo city's cameras live at such a name.
    """

    names: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()
    homes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def parsed(cls, text: str, homes: Mapping[str, int] | None = None, setting: str = "CITY_CAMERA_HOSTS") -> Hosts:
        """From that setting. Raises SettingsError for an entry that is neither a host nor a range."""
        names, networks = list[str](), list[Network]()
        for entry in (part.strip().lower() for part in text.split(",") if part.strip()):
            try:
                networks.append(ipaddress.ip_network(entry, strict=False))
                continue
            except ValueError:
                plain = entry.removeprefix("*.").rstrip(".")
            if not plain or not all(c.isalnum() or c in "-." for c in plain) or ("." not in plain and plain != "localhost"):
                raise SettingsError(f"{setting} names {entry!r}.", "Use hosts such as www.example.id or *.example.id, and addresses such as 10.8.0.0/16.")
            names.append(entry.rstrip("."))
        return cls(tuple(names), tuple(networks), homes if homes is not None else {})

    def names_host(self, host: str) -> bool:
        """Whether a host, as it stands in an address, may be asked at all."""
        host = host.lower().rstrip(".")
        if host in self.homes:
            return True
        if address := address_of(host):
            return self.takes(address, is_named=False)
        return any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in self.names)

    def takes(self, address: Address, is_named: bool = True) -> bool:
        """Whether a connection may go to an address: listed itself, or public and behind a listed name."""
        address = getattr(address, "ipv4_mapped", None) or address
        if any(address in network for network in self.networks if network.version == address.version):
            return not address.is_link_local and not address.is_multicast  # where clouds keep their keys: never
        return is_named and address.is_global and not address.is_multicast


def address_of(host: str) -> Address | None:
    """The address that a host is written as, if it is one: also `2130706433`, `0x7f.1` and `[::1]`, as old resolvers read them."""
    host = host.strip("[]")
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    parts = host.split(".")
    if not 1 <= len(parts) <= 4:
        return None
    try:
        numbers = [int(p, 16 if p.lower().startswith("0x") else 8 if p.startswith("0") and len(p) > 1 else 10) for p in parts]
    except ValueError:
        return None
    if any(n > 255 for n in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)) or min(numbers) < 0:
        return None
    whole = sum(n << 8 * (3 - k) for k, n in enumerate(numbers[:-1])) + numbers[-1]
    return ipaddress.ip_address(whole)
