"""How large and how slow an input may be before it is refused. Every refusal names the limit."""

MIB = 1024 * 1024

FILE_BYTES = 64 * MIB  # a file that is read whole; JSON Lines and CSV are read row by row and have no such limit
MARKUP_BYTES = 16 * MIB  # a page or a feed; taking one apart costs some 4 s a megabyte
DOCUMENT_CHARACTERS = 5_000_000  # one document; the longest reports in print have about a tenth of it
RECORD_BYTES = 32 * MIB  # one line of JSON Lines, one field of CSV
NESTING = 500  # depth of elements in HTML and XML; hand-made pages stay below 100
EXPANDED_BYTES = 256 * MIB  # all parts of a DOCX together, unpacked: pictures, too
PART_BYTES = 32 * MIB  # one XML part of a DOCX, unpacked
EXPANSION = 200  # unpacked to packed, from EXPANSION_FLOOR on; text compresses tenfold, bombs a thousandfold
EXPANSION_FLOOR = 16 * MIB
ARCHIVE_MEMBERS = 5_000
PDF_PAGES = 3_000
PDF_SECONDS = 60.0
FETCH_BYTES = 25 * MIB  # a URL, both as sent and as unpacked
FETCH_SECONDS = 60.0  # in all
FETCH_WAIT = 15.0  # for one answer of the server
FETCH_REDIRECTS = 5
