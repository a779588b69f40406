# SPDX-License-Identifier: GPL-3.0-or-later
# Imported target m3po::torch: libtorch_cpu and libc10 alone. The wheel's own TorchConfig insists on a
# CUDA toolkit, which nothing here needs to build.
#
# Torch_ROOT is the folder that holds include/ and lib/ (the `torch` folder of a wheel or of a libtorch
# archive). Without it, the cache that ./run fills is taken.
if(NOT Torch_ROOT AND DEFINED ENV{Torch_ROOT})
  set(Torch_ROOT $ENV{Torch_ROOT})
endif()
if(NOT Torch_ROOT)
  if(DEFINED ENV{M3PO_CACHE})
    set(_m3po_cache $ENV{M3PO_CACHE})
  elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(_m3po_cache $ENV{XDG_CACHE_HOME}/m3po)
  else()
    set(_m3po_cache $ENV{HOME}/.cache/m3po)
  endif()
  set(Torch_ROOT ${_m3po_cache}/libtorch-2.11.0/torch)
endif()
set(Torch_ROOT ${Torch_ROOT} CACHE PATH "Folder with libtorch's include/ and lib/")

find_path(M3PO_TORCH_INCLUDE ATen/ATen.h PATHS ${Torch_ROOT}/include NO_DEFAULT_PATH)
find_library(M3PO_TORCH_CPU torch_cpu PATHS ${Torch_ROOT}/lib NO_DEFAULT_PATH)
find_library(M3PO_TORCH_C10 c10 PATHS ${Torch_ROOT}/lib NO_DEFAULT_PATH)
if(NOT M3PO_TORCH_INCLUDE OR NOT M3PO_TORCH_CPU OR NOT M3PO_TORCH_C10)
  message(FATAL_ERROR "libtorch was not found under ${Torch_ROOT}: give -DTorch_ROOT=<folder with include/ and lib/>, "
                      "let ./run fetch it, or build without the engine (-DM3PO_ENGINE=OFF)")
endif()

add_library(m3po_torch INTERFACE)
add_library(m3po::torch ALIAS m3po_torch)
# -idirafter: the wheel carries its own fmt and others, which must not come before the system's.
target_compile_options(m3po_torch INTERFACE "SHELL:-idirafter ${M3PO_TORCH_INCLUDE}"
                       "SHELL:-idirafter ${M3PO_TORCH_INCLUDE}/torch/csrc/api/include")
target_link_libraries(m3po_torch INTERFACE ${M3PO_TORCH_CPU} ${M3PO_TORCH_C10})
# libtorch_cpu of the CUDA wheel needs libcudart and libcupti; they lie beside it in the cache.
set(_m3po_torch_rpath ${Torch_ROOT}/lib ${Torch_ROOT}/../nvidia/cu13/lib)
foreach(_dir ${_m3po_torch_rpath})
  if(IS_DIRECTORY ${_dir})
    target_link_options(m3po_torch INTERFACE "LINKER:-rpath,${_dir}" "LINKER:-rpath-link,${_dir}")
  endif()
endforeach()
