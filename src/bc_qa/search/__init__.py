"""Finding passages: encoder, dense and lexical channels, the index folder, the retriever."""
