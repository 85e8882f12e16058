from bc_qa.assistant import Assistant
from bc_qa.types import Document


def test_every_channel_s_rank_is_kept(shipped_assistant: Assistant) -> None:
    hits = shipped_assistant.explain("diện tích cây thảo quả", 5)
    assert set(hits[0].ranks) == {"syllables", "pairs", "words", "blind", "dense"}
    assert "thảo quả" in hits[0].passage.text
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_without_diacritics_the_same_passage_is_found(shipped_assistant: Assistant) -> None:
    plain = shipped_assistant.explain("dien tich cay thao qua", 1)[0]
    assert plain.passage.id == shipped_assistant.explain("diện tích cây thảo quả", 1)[0].passage.id


def test_a_search_can_keep_to_one_document(shipped_assistant: Assistant, shipped: Document) -> None:
    found = shipped_assistant._retriever.search("hộ nghèo", 5, {shipped.id})
    assert found
    assert shipped_assistant._retriever.search("hộ nghèo", 5, {"other"}) == []


def test_the_same_query_finds_the_same_in_the_same_order(shipped_assistant: Assistant) -> None:
    assert shipped_assistant.explain("xã", 20) == shipped_assistant.explain("xã", 20)
