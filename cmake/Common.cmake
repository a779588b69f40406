# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries the language level, warnings and hardening for everything of ours.
include(CheckCXXSourceCompiles)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(m3po_common INTERFACE)
target_compile_features(m3po_common INTERFACE cxx_std_20)
target_include_directories(m3po_common INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(m3po_common INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wno-missing-field-initializers>)
target_compile_definitions(m3po_common INTERFACE M3PO_VERSION="${PROJECT_VERSION}")

# Our libraries are static parts of programs. So all of it is compiled as the programs are, and one precompiled
# header serves the engine, its verbs and its tests.
target_compile_options(m3po_common INTERFACE
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<NOT:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,MODULE_LIBRARY>>>:-fPIE>)
target_link_options(m3po_common INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)

# Models, data sets and answers come from strangers, and all of it is parsed here.
target_compile_options(m3po_common INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fstack-protector-strong>)
target_link_options(m3po_common INTERFACE LINKER:-z,relro,-z,now)
# Level 3 where compiler and glibc know it; the rest warn and are content with 2.
set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
check_cxx_source_compiles("#include <string.h>\nint main() { return 0; }" M3PO_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
set(_m3po_fortify $<IF:$<BOOL:${M3PO_FORTIFY_3}>,3,2>)
target_compile_options(m3po_common INTERFACE
  $<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=${_m3po_fortify}>)

find_program(M3PO_MOLD mold)
if(M3PO_MOLD)
  target_link_options(m3po_common INTERFACE -fuse-ld=mold)
endif()
