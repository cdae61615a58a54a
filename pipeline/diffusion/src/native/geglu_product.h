// A matrix product and the gate that follows it, at once.
#pragma once

#include <cuda_fp16.h>
#include <cuda_runtime.h>

namespace imprimatur::kernels {

// Whether `geglu_product` can compute it on the current device: on Hopper, with `inner` a multiple
// of 64 and `width` one of 128.
bool geglu_product_suits(int inner, int width);

// x [rows, inner] times weight [2 width, inner], plus bias [2 width]: the first half times the GELU
// of the second (Shazeer, "GLU variants improve transformer", 2020), [rows, width].
void geglu_product(const __half* x, const __half* weight, const __half* bias, long rows, int inner,
                   int width, __half* result, cudaStream_t stream);

}  // namespace imprimatur::kernels
