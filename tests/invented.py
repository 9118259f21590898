"""Pages that no trainer wrote: they put what the real ones lack before both halves of the search.

Emoji and characters outside the first plane, decomposed accents, joiners, two scripts in one word, the same sentence
twice, a page without a heading, a heading in another language, more pages in one language than in the others.
"""

from __future__ import annotations

from indexer.model import Kind, Page, Paragraph, Relation, Status, Tag


def _page(path: str, heading: str, *paragraphs: str, tags: tuple[Tag, ...] = (), **more: str) -> Page:
    return Page(
        path=path,
        kind=Kind.PRINCIPLE,
        ordinal=1,
        heading=heading,
        language=path.partition("/")[0],
        status=Status.UNKNOWN,
        source="invented.txt",
        sha256="",
        lines=(1, 1),
        paragraphs=tuple(
            Paragraph(text, (number, number), id=f"p{number}") for number, text in enumerate(paragraphs, 1)
        ),
        heading_language=more.get("heading_language", ""),
        tags=tags,
        summaries={code: text for code, text in more.items() if code != "heading_language"},
    )


INVENTED = (
    _page(
        "cs/principles/invented-decomposed",
        "U\u0301sme\u030cv do telefonu",
        "Za\u0301kazni\u0301k u\u0301sme\u030cv slys\u030ci\u0301. Úsměv nic nestojí. Úsměv nic nestojí.",
        "V roce 2024 jsme na uctu i účtu psali: Děkujeme!",
        tags=(Tag("smile", Relation.SAME, "Úsměv nic nestojí."), Tag("gratitude", Relation.RELATED, "Děkujeme!")),
        en="A smile costs nothing, not even on the telephone.",
        zh="電話裏也要微笑。",
    ),
    _page(
        "en/principles/invented-emoji",
        "👍🏽 Smile & say “thank you” 🙂",
        "The clerk’s smile 🙂 is worth 24/7 support. Customers don’t forget it!",
        "Naïve façades, cafés and STRASSE/Straße: smile anyway. B2B or B2C?",
        tags=(Tag("smile", Relation.SAME, "smile anyway"), Tag("courtesy", Relation.CLOSE, "say “thank you”")),
        cs="Usmívejte se a děkujte.",
        te="నవ్వండి, ధన్యవాదాలు చెప్పండి.",
    ),
    *(
        _page(
            f"en/principles/invented-same-{number}",
            "Listening",
            "Listen to the customer first. Then listen again.",
            tags=(Tag("listening", Relation.SAME, "Listen to the customer first."),),
        )
        for number in range(3)
    ),
    _page(
        "te/principles/invented-joiner",
        "Call centre సాఫ్ట్\u200cవేర్",
        "సాఫ్ట్\u200cవేర్ నెమ్మదిగా ఉన్నా కస్టమర్‌తో మర్యాదగా మాట్లాడండి. VIPకస్టమర్లకు ౨౪ గంటలు సేవ.",
        "చిరునవ్వుతో మొదలుపెట్టండి। ధన్యవాదాలు చెప్పండి।",
        tags=(Tag("courtesy", Relation.SAME, "మర్యాదగా మాట్లాడండి"), Tag("smile", Relation.RELATED, "చిరునవ్వుతో")),
        en="Even when the software is slow, be polite to the customer.",
        heading_language="en",
    ),
    _page(
        "zh/principles/invented-astral",
        "",
        "在𠮷野家，服務員微笑着说：“欢迎光临！”VIP客户A级也一样。",
        "顧客投訴时先倾听，再道歉；微笑服务，微笑服务，还是微笑服务。",
        tags=(Tag("listening", Relation.CLOSE, "先倾听"), Tag("smile", Relation.SAME, "微笑服务")),
        cs="Nejdřív naslouchejte, potom se omluvte.",
    ),
)
