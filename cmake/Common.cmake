# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries the language level, warnings and hardening for everything of ours.
add_library(m3po_common INTERFACE)
target_compile_features(m3po_common INTERFACE cxx_std_20)
target_include_directories(m3po_common INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(m3po_common INTERFACE -Wall -Wextra -Wpedantic -Wno-missing-field-initializers)
target_compile_definitions(m3po_common INTERFACE M3PO_VERSION="${PROJECT_VERSION}")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
find_program(M3PO_MOLD mold)
if(M3PO_MOLD)
  target_link_options(m3po_common INTERFACE -fuse-ld=mold)
endif()
