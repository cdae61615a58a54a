// softmax(q k^T / sqrt(size)) v for heads lying side by side in rows.
#pragma once

#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <cstdint>

namespace imprimatur::kernels {

// A tensor [samples, rows, heads * size], each row perhaps part of a wider one.
struct Heads {
  const __half* data;
  int rows;
  int64_t row_stride;
  int64_t sample_stride;
};

struct AttentionShape {
  int samples;
  int heads;
};

// Whether `attention` is faster than cuDNN's on the current device: on Hopper, for the heads of 40
// of Stable Diffusion 1, with many keys.
bool attention_suits(int size, int keys);

// result [samples, q.rows, heads * 40], dense.
void attention(const Heads& q, const Heads& k, const Heads& v, const AttentionShape& shape,
               __half* result, cudaStream_t stream);

}  // namespace imprimatur::kernels
