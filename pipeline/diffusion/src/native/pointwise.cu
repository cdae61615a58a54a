// The passes between the matrix products of a transformer block, and the upsampling.
#include "kernels.h"
#include "vectors.cuh"

namespace imprimatur::kernels {
namespace {

constexpr int THREADS = 256;
constexpr int VECTORS_OF_LANE = 5;  // 320, 640 or 1280 channels in full

__device__ float sum_lanes(float value, int lanes) {
  for (int offset = lanes / 2; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(~0u, value, offset, lanes);
  }
  return value;
}

// LANES threads hold one row in registers.
template <int LANES>
__global__ void __launch_bounds__(THREADS)
    normalise_kernel(const __half* x, const __half* offset, float epsilon, long rows, int width,
                     __half* result) {
  int lane = threadIdx.x % LANES;
  long row = (long)blockIdx.x * (THREADS / LANES) + threadIdx.x / LANES;
  bool inside = row < rows;
  int vectors = width / VECTOR;
  float kept[VECTORS_OF_LANE][VECTOR];
  float total = 0;
#pragma unroll
  for (int k = 0; k < VECTORS_OF_LANE; k++) {
    int vector = lane + k * LANES;
    if (inside && vector < vectors) {
      load(x, row * vectors + vector, kept[k]);
      if (offset != nullptr) {
        float more[VECTOR];
        load(offset, vector, more);
#pragma unroll
        for (int i = 0; i < VECTOR; i++) kept[k][i] += more[i];
      }
#pragma unroll
      for (int i = 0; i < VECTOR; i++) total += kept[k][i];
    }
  }
  float mean = sum_lanes(total, LANES) / width;
  float squares = 0;
#pragma unroll
  for (int k = 0; k < VECTORS_OF_LANE; k++) {
    if (inside && lane + k * LANES < vectors) {
#pragma unroll
      for (int i = 0; i < VECTOR; i++) squares += (kept[k][i] - mean) * (kept[k][i] - mean);
    }
  }
  float scale = rsqrtf(sum_lanes(squares, LANES) / width + epsilon);
#pragma unroll
  for (int k = 0; k < VECTORS_OF_LANE; k++) {
    int vector = lane + k * LANES;
    if (inside && vector < vectors) {
#pragma unroll
      for (int i = 0; i < VECTOR; i++) kept[k][i] = (kept[k][i] - mean) * scale;
      store(result, row * vectors + vector, kept[k]);
    }
  }
}

__global__ void __launch_bounds__(THREADS)
    geglu_kernel(const __half* x, long rows, int width, __half* result) {
  int vectors = width / VECTOR;
  long index = (long)blockIdx.x * THREADS + threadIdx.x;
  if (index >= rows * vectors) {
    return;
  }
  long row = index / vectors;
  float values[VECTOR], gates[VECTOR];
  load(x, index + row * vectors, values);
  load(x, index + (row + 1) * vectors, gates);
#pragma unroll
  for (int i = 0; i < VECTOR; i++) values[i] *= gelu(gates[i]);
  store(result, index, values);
}

__global__ void __launch_bounds__(THREADS)
    upsample_kernel(const __half* x, int samples, int height, int width, int vectors, int to_height,
                    int to_width, __half* result) {
  long index = (long)blockIdx.x * THREADS + threadIdx.x;
  if (index >= (long)samples * to_height * to_width * vectors) {
    return;
  }
  int vector = index % vectors;
  long pixel = index / vectors;
  int column = pixel % to_width;
  int row = pixel / to_width % to_height;
  long sample = pixel / ((long)to_width * to_height);
  long from =
      (sample * height + (long)row * height / to_height) * width + (long)column * width / to_width;
  reinterpret_cast<Half8*>(result)[index] =
      reinterpret_cast<const Half8*>(x)[from * vectors + vector];
}

__global__ void __launch_bounds__(THREADS)
    interleave_kernel(const __half* x, const __half* bias, int samples, int height, int width,
                      int vectors, __half* result) {
  long index = (long)blockIdx.x * THREADS + threadIdx.x;
  if (index >= 4L * samples * height * width * vectors) {
    return;
  }
  int vector = index % vectors;
  long pixel = index / vectors;
  int column = pixel % (2 * width);
  int row = pixel / (2 * width) % (2 * height);
  long sample = pixel / (4L * width * height);
  int quarter = column % 2 * 2 + row % 2;
  long from = (sample * (height + 1) + row / 2 + row % 2) * (width + 1) + column / 2 + column % 2;
  float values[VECTOR], more[VECTOR];
  load(x, (from * 4 + quarter) * vectors + vector, values);
  load(bias, vector, more);
#pragma unroll
  for (int i = 0; i < VECTOR; i++) values[i] += more[i];
  store(result, index, values);
}

int blocks_for(long threads) { return (int)((threads + THREADS - 1) / THREADS); }

}  // namespace

void normalise(const __half* x, const __half* offset, float epsilon, long rows, int width,
               __half* result, cudaStream_t stream) {
  int vectors = width / VECTOR;
  auto launch = [&](auto kernel, int lanes) {
    kernel<<<blocks_for(rows * lanes), THREADS, 0, stream>>>(x, offset, epsilon, rows, width,
                                                             result);
  };
  if (vectors <= 8 * VECTORS_OF_LANE) {
    launch(normalise_kernel<8>, 8);
  } else if (vectors <= 16 * VECTORS_OF_LANE) {
    launch(normalise_kernel<16>, 16);
  } else {
    launch(normalise_kernel<32>, 32);
  }
}

void geglu(const __half* x, long rows, int width, __half* result, cudaStream_t stream) {
  geglu_kernel<<<blocks_for(rows * (width / VECTOR)), THREADS, 0, stream>>>(x, rows, width, result);
}

void interleave(const __half* x, const __half* bias, int samples, int height, int width,
                int channels, __half* result, cudaStream_t stream) {
  int vectors = channels / VECTOR;
  interleave_kernel<<<blocks_for(4L * samples * height * width * vectors), THREADS, 0, stream>>>(
      x, bias, samples, height, width, vectors, result);
}

void upsample(const __half* x, int samples, int height, int width, int channels, int to_height,
              int to_width, __half* result, cudaStream_t stream) {
  int vectors = channels / VECTOR;
  upsample_kernel<<<blocks_for((long)samples * to_height * to_width * vectors), THREADS, 0,
                    stream>>>(x, samples, height, width, vectors, to_height, to_width, result);
}

}  // namespace imprimatur::kernels
