# SPDX-License-Identifier: GPL-3.0-or-later
# Whether the CUDA plugin can be built. Sets M3PO_CUDA_FOUND, and enables the language where it is.
#
# M3PO_CUDA: AUTO builds the plugin where a CUDA Toolkit 13 or newer is found, ON insists, OFF never looks.
set(M3PO_CUDA AUTO CACHE STRING "Build libm3po_cuda: AUTO (where CUDA Toolkit 13 or newer is found), ON or OFF")
set_property(CACHE M3PO_CUDA PROPERTY STRINGS AUTO ON OFF)
set(M3PO_CUDA_FOUND FALSE)
if(M3PO_CUDA STREQUAL "OFF")
  return()
endif()

# One architecture for each generation that multiplies bfloat16 and that libtorch's own kernels cover, and PTX for what comes
# after. Named before CUDA is looked for: the default of CMake 3.25 is one that toolkit 13 no longer knows.
if(NOT CMAKE_CUDA_ARCHITECTURES)
  set(CMAKE_CUDA_ARCHITECTURES 80-real 90-real 100-real 120)
endif()
find_program(M3PO_NVCC nvcc PATHS /usr/local/cuda/bin)
if(M3PO_NVCC AND "$ENV{CUDACXX}" STREQUAL "")
  set(ENV{CUDACXX} ${M3PO_NVCC})
endif()
set(ENV{CUDAARCHS} "${CMAKE_CUDA_ARCHITECTURES}")
include(CheckLanguage)
check_language(CUDA)
if(CMAKE_CUDA_COMPILER)
  enable_language(CUDA)
  if(CMAKE_CUDA_COMPILER_VERSION VERSION_GREATER_EQUAL 13 AND EXISTS ${m3po_torch_folder}/lib/libtorch_cuda.so)
    set(M3PO_CUDA_FOUND TRUE)
  endif()
endif()
if(M3PO_CUDA STREQUAL "ON" AND NOT M3PO_CUDA_FOUND)
  message(FATAL_ERROR "M3PO_CUDA is ON, but CUDA Toolkit 13 or newer, or ${m3po_torch_folder}/lib/libtorch_cuda.so, is missing")
endif()
