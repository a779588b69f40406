# SPDX-License-Identifier: GPL-3.0-or-later
# Imported target m3po::sentencepiece. Debian 13's sentencepiece.pc asks for protobuf's development files, which
# neither its header nor a program linked to the shared library needs; so pkg-config is not asked.
find_path(M3PO_SENTENCEPIECE_INCLUDE sentencepiece_processor.h REQUIRED)
find_library(M3PO_SENTENCEPIECE sentencepiece REQUIRED)
add_library(m3po_sentencepiece INTERFACE)
add_library(m3po::sentencepiece ALIAS m3po_sentencepiece)
target_include_directories(m3po_sentencepiece INTERFACE ${M3PO_SENTENCEPIECE_INCLUDE})
target_link_libraries(m3po_sentencepiece INTERFACE ${M3PO_SENTENCEPIECE})
