# SPDX-License-Identifier: GPL-3.0-or-later
# Imported target m3po::torch: libtorch_cpu and libc10 alone. The wheel's own TorchConfig insists on a
# CUDA toolkit, which nothing here needs to build.
#
# Torch_ROOT is the folder that holds include/ and lib/ (the `torch` folder of a wheel or of a libtorch
# archive). Without it, the cache that ./run fills is taken (setup/libtorch.sh).
set(Torch_ROOT "" CACHE PATH "Folder with libtorch's include/ and lib/; empty: the cache that ./run fills")
set(m3po_torch_folder ${Torch_ROOT})
if(NOT m3po_torch_folder)
  set(m3po_torch_folder "$ENV{Torch_ROOT}")
endif()
if(NOT m3po_torch_folder)
  set(_m3po_cache "$ENV{M3PO_CACHE}")
  if(NOT _m3po_cache AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(_m3po_cache "$ENV{XDG_CACHE_HOME}/m3po")
  elseif(NOT _m3po_cache)
    set(_m3po_cache "$ENV{HOME}/.cache/m3po")
  endif()
  set(_m3po_pins ${PROJECT_SOURCE_DIR}/setup/torch-requirements.txt)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${_m3po_pins})
  file(STRINGS ${_m3po_pins} _m3po_torch_version REGEX "^torch==")
  string(REGEX REPLACE "^torch==([^ ]+).*" "\\1" _m3po_torch_version "${_m3po_torch_version}")
  set(m3po_torch_folder ${_m3po_cache}/libtorch-${_m3po_torch_version}/torch)
endif()

foreach(_file include/ATen/ATen.h lib/libtorch_cpu.so lib/libc10.so)
  if(NOT EXISTS ${m3po_torch_folder}/${_file})
    message(FATAL_ERROR "${m3po_torch_folder}/${_file} is not there, so there is no libtorch: give -DTorch_ROOT=<folder with "
                        "include/ and lib/>, let ./run fetch it, or build without the engine (--preset core)")
  endif()
endforeach()
message(STATUS "libtorch: ${m3po_torch_folder}")

add_library(m3po_torch INTERFACE)
add_library(m3po::torch ALIAS m3po_torch)
# -idirafter: the wheel carries its own fmt and others, which must not come before the system's.
target_compile_options(m3po_torch INTERFACE "SHELL:-idirafter ${m3po_torch_folder}/include"
                       "SHELL:-idirafter ${m3po_torch_folder}/include/torch/csrc/api/include")
target_link_libraries(m3po_torch INTERFACE ${m3po_torch_folder}/lib/libtorch_cpu.so
                      ${m3po_torch_folder}/lib/libc10.so)
# at::parallel_for is a template, and runs on OpenMP's threads only where it is compiled for them. The run-time library has
# to be the one that libtorch brings, or there would be two pools of threads.
target_compile_options(m3po_torch INTERFACE -fopenmp)
set(_m3po_gomp ${m3po_torch_folder}/lib/libgomp.so.1)
if(NOT EXISTS ${_m3po_gomp})
  set(_m3po_gomp gomp) # a libtorch that was built for this system uses the system's
endif()
target_link_libraries(m3po_torch INTERFACE ${_m3po_gomp})
# libtorch_cpu of the CUDA wheel needs libcudart and libcupti; they lie beside it in the cache.
set(_m3po_torch_rpath ${m3po_torch_folder}/lib ${m3po_torch_folder}/../nvidia/cu13/lib)
foreach(_dir ${_m3po_torch_rpath})
  if(IS_DIRECTORY ${_dir})
    target_link_options(m3po_torch INTERFACE "LINKER:-rpath-link,${_dir}")
    list(APPEND CMAKE_BUILD_RPATH ${_dir}) # not an option of the linker's: an installed program looks elsewhere
  endif()
endforeach()
