from labkit.world import scene


def test_every_name_is_reserved_for_examples() -> None:
    assert all(domain.name.endswith(".example") for domain in scene.DOMAINS)
    people = [person for domain in scene.DOMAINS for person in domain.people]
    assert all(person.domain in {d.name for d in scene.DOMAINS} for person in people)


def test_a_domain_names_its_hosts_by_role() -> None:
    fuji = scene.FUJI
    assert (fuji.smtp, fuji.mx, fuji.pop, fuji.imap) == (
        "smtp.fuji.example",
        "mx.fuji.example",
        "pop.fuji.example",
        "imap.fuji.example",
    )


def test_people_are_found_by_name_or_address_in_any_case() -> None:
    assert scene.person("ken") is scene.person("Ken ") is scene.person("KEN@fuji.example")
    assert scene.person("nobody") is None
