// Describes tensors in global memory to the copy engine.
#pragma once

#include <cuda.h>
#include <cuda_fp16.h>

#include <array>
#include <cstdint>

namespace imprimatur::kernels {

// Of float16, the first dimension dense. Tiles are `box` of its numbers; what lies outside the
// tensor is read as zero. Strides are in numbers, for the dimensions after the first.
CUtensorMap tensor_map(const __half* data, std::array<uint64_t, 4> sizes,
                       std::array<uint64_t, 3> strides, std::array<uint32_t, 4> box);

}  // namespace imprimatur::kernels
