// The kernels' entry points. Everything is float16 in memory, pixels before channels (NHWC), and
// float32 in arithmetic. Channels are a multiple of 8.
#pragma once

#include <cuda_fp16.h>
#include <cuda_runtime.h>

namespace imprimatur::kernels {

// A tensor [samples, pixels, channels] whose channels form groups.
struct Grouped {
  int samples;
  int pixels;
  int channels;
  int groups;
};

// Floats that the moments of `shape` need: the result [samples, groups, 2] (mean, variance), then
// scratch.
long moments_size(const Grouped& shape);

// Where the moments pass takes its numbers from and what it writes on the way.
struct MomentsInput {
  const __half* x;         // [samples, pixels, first] with first = channels unless `other` is given
  const __half* other;     // or null: [samples, pixels, channels - first], concatenated behind x
  const __half* bias;      // or null: [channels], added
  const __half* shift;     // or null: [samples, shift_stride...], added
  const __half* residual;  // or null: of x's shape, added
  __half* sum;             // or null: where the sum goes
  int first;
  int shift_stride;
};

void moments(const MomentsInput& input, const Grouped& shape, float* result, cudaStream_t stream);

struct NormInput {
  const __half* x;
  const float* moments;
  const __half* weight;
  const __half* bias;
  const __half* shift;  // or null
  int shift_stride;
  float epsilon;
  bool silu;
};

// ((x + shift) - mean) / sqrt(variance + epsilon) * weight + bias, then SiLU (Wu and He, "Group
// normalization", 2018).
void group_norm(const NormInput& input, const Grouped& shape, __half* result, cudaStream_t stream);

// Rows of x + offset with mean 0 and variance 1: a layer norm (Ba et al., 2016) whose weight and
// bias the next product has taken up. Rows are at most 1280 wide; `offset` [width] may be null.
void normalise(const __half* x, const __half* offset, float epsilon, long rows, int width,
               __half* result, cudaStream_t stream);

// [rows, 2 width] to [rows, width]: the first half times the GELU of the second (Shazeer, "GLU
// variants improve transformer", 2020).
void geglu(const __half* x, long rows, int width, __half* result, cudaStream_t stream);

// [samples, height + 1, width + 1, 4 channels] to [samples, 2 height, 2 width, channels], plus
// bias: the pixel (2 i + a, 2 j + b) is the quarter 2 b + a of the place (i + a, j + b).
void interleave(const __half* x, const __half* bias, int samples, int height, int width,
                int channels, __half* result, cudaStream_t stream);

// Nearest neighbour: [samples, height, width, channels] to [samples, to_height, to_width,
// channels].
void upsample(const __half* x, int samples, int height, int width, int channels, int to_height,
              int to_width, __half* result, cudaStream_t stream);

}  // namespace imprimatur::kernels
