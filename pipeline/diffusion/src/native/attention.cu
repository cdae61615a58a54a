// Attention without a matrix of scores in memory (Dao et al., "FlashAttention", 2022; Shah et al.,
// "FlashAttention-3", 2024). Each consuming warpgroup of a block has 64 queries of one head; one
// more has the copy engine bring keys and values, tile by tile, into a ring of stages. While one
// warpgroup computes exponentials, the tensor cores work for the others: they take turns, or all
// would ask for products at the same time and for exponentials at the same time. A product takes
// only as many columns as a head has, so small heads cost no more than they need.
#include <algorithm>

#include "attention.h"
#include "hopper.cuh"
#include "tensor_map.h"
#include "vectors.cuh"
#include "wgmma.cuh"

namespace imprimatur::kernels {
namespace {

constexpr int SIZE = 40;
constexpr int KEYS = 64;
constexpr int QUERIES = 64;
constexpr int CONSUMERS = 4;
constexpr int STAGES = 4;

constexpr int WARPGROUP = 128;
constexpr int THREADS = (CONSUMERS + 1) * WARPGROUP;
constexpr int BLOCK_QUERIES = CONSUMERS * QUERIES;
constexpr int TILE_BYTES = KEYS * ROW_BYTES;
constexpr int QUERY_BYTES = QUERIES * ROW_BYTES;
constexpr int SHARED_BYTES =
    CONSUMERS * QUERY_BYTES + STAGES * 2 * TILE_BYTES + PATTERN_BYTES;  // and room to align

struct Barriers {
  uint64_t queries;
  uint64_t keys_full[STAGES];
  uint64_t keys_empty[STAGES];
  uint64_t values_full[STAGES];
  uint64_t values_empty[STAGES];
};

struct Parameters {
  CUtensorMap q;
  CUtensorMap k;
  CUtensorMap v;
  int queries;
  int keys;
  int heads;
  float scale;  // log2(e) / sqrt(SIZE)
  __half* result;
};

__device__ void produce(const Parameters& parameters, unsigned char* queries, unsigned char* keys,
                        unsigned char* values, Barriers& barriers) {
  int head = blockIdx.y;
  int sample = blockIdx.z;
  barrier_expect(&barriers.queries, CONSUMERS * QUERY_BYTES);
  for (int i = 0; i < CONSUMERS; i++) {
    copy_tile(queries + i * QUERY_BYTES, &parameters.q, &barriers.queries, 0, head,
              blockIdx.x * BLOCK_QUERIES + i * QUERIES, sample);
  }
  Ring ring;
  for (int key = 0; key < parameters.keys; key += KEYS) {
    int at = ring.stage;
    barrier_wait(&barriers.keys_empty[at], ring.parity ^ 1);
    barrier_expect(&barriers.keys_full[at], TILE_BYTES);
    copy_tile(keys + at * TILE_BYTES, &parameters.k, &barriers.keys_full[at], 0, head, key, sample);
    barrier_wait(&barriers.values_empty[at], ring.parity ^ 1);
    barrier_expect(&barriers.values_full[at], TILE_BYTES);
    copy_tile(values + at * TILE_BYTES, &parameters.v, &barriers.values_full[at], 0, head, key,
              sample);
    ring.advance(STAGES);
  }
}

__device__ void score(float (&scores)[KEYS / 2], const unsigned char* queries,
                      const unsigned char* keys) {
#pragma unroll
  for (int k = 0; k < (SIZE + 15) / 16; k++) {
    multiply(scores, describe(queries + k * 32), describe(keys + k * 32), k > 0);
  }
}

__device__ inline float largest_of_row(float value) {
  value = fmaxf(value, __shfl_xor_sync(~0u, value, 1));
  return fmaxf(value, __shfl_xor_sync(~0u, value, 2));
}

__device__ inline float sum_of_row(float value) {
  value += __shfl_xor_sync(~0u, value, 1);
  return value + __shfl_xor_sync(~0u, value, 2);
}

__device__ void consume(const Parameters& parameters, const unsigned char* queries,
                        const unsigned char* keys, const unsigned char* values, Barriers& barriers,
                        int consumer) {
  int lane = threadIdx.x % 32;
  int warp = threadIdx.x % WARPGROUP / 32;
  float scores[KEYS / 2];
  float seen[SIZE / 2] = {};
  float largest[2] = {-INFINITY, -INFINITY};
  float sum[2] = {};
  uint32_t weights[KEYS / 4];

  queries += consumer * QUERY_BYTES;
  int tiles = (parameters.keys + KEYS - 1) / KEYS;
  Ring ring;
  int own_turn = 1 + consumer;
  int next_turn = 1 + (consumer + 1) % CONSUMERS;
  if (consumer == CONSUMERS - 1) {
    turn_pass(next_turn);
  }
  barrier_wait(&barriers.queries, 0);
  barrier_wait(&barriers.keys_full[0], 0);
  turn_wait(own_turn);
  products_begin();
  score(scores, queries, keys);
  products_commit();
  turn_pass(next_turn);
  for (int tile = 0; tile < tiles; tile++) {
    products_wait<0>();
    pin(scores);
    pin(seen);
    // The scores of this tile are there, and the values of the tile before are used up.
    if (lane == 0) {
      barrier_arrive(&barriers.keys_empty[ring.stage]);
      if (tile > 0) {
        barrier_arrive(&barriers.values_empty[ring.stage == 0 ? STAGES - 1 : ring.stage - 1]);
      }
    }
    if ((tile + 1) * KEYS > parameters.keys) {
#pragma unroll
      for (int i = 0; i < KEYS / 2; i++) {
        int key = tile * KEYS + i / 4 * 8 + lane % 4 * 2 + i % 2;
        if (key >= parameters.keys) scores[i] = -INFINITY;
      }
    }
    // Four chains for each of the two rows, so that no comparison waits for the one before.
    float most[2][4];
#pragma unroll
    for (int half = 0; half < 2; half++) {
#pragma unroll
      for (int i = 0; i < 4; i++) {
        most[half][i] = fmaxf(scores[4 * i + 2 * half], scores[4 * i + 2 * half + 1]);
      }
    }
#pragma unroll
    for (int i = 4; i < KEYS / 8; i++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        float pair = fmaxf(scores[4 * i + 2 * half], scores[4 * i + 2 * half + 1]);
        most[half][i % 4] = fmaxf(most[half][i % 4], pair);
      }
    }
    float offset[2];
    float rescale[2];
#pragma unroll
    for (int half = 0; half < 2; half++) {
      float now = fmaxf(fmaxf(most[half][0], most[half][1]), fmaxf(most[half][2], most[half][3]));
      now = fmaxf(largest[half], largest_of_row(now));
      rescale[half] = exp2_of((largest[half] - now) * parameters.scale);
      largest[half] = now;
      offset[half] = now * parameters.scale;
    }
    float sums[2][2] = {};
#pragma unroll
    for (int i = 0; i < KEYS / 4; i++) {
      int half = i % 2;
      float low = exp2_of(fmaf(scores[2 * i], parameters.scale, -offset[half]));
      float high = exp2_of(fmaf(scores[2 * i + 1], parameters.scale, -offset[half]));
      sums[half][0] += low;
      sums[half][1] += high;
      weights[i] = pack(low, high);
    }
#pragma unroll
    for (int half = 0; half < 2; half++) {
      sum[half] = sum[half] * rescale[half] + (sums[half][0] + sums[half][1]);
#pragma unroll
      for (int i = 0; i < SIZE / 8; i++) {
        seen[4 * i + 2 * half] *= rescale[half];
        seen[4 * i + 2 * half + 1] *= rescale[half];
      }
    }
    pin(weights);
    pin(seen);
    barrier_wait(&barriers.values_full[ring.stage], ring.parity);
    turn_wait(own_turn);
    products_begin();
    const unsigned char* value = values + ring.stage * TILE_BYTES;
#pragma unroll
    for (int k = 0; k < KEYS / 16; k++) {
      multiply(seen, weights + 4 * k, describe(value + k * 2 * PATTERN_BYTES));
    }
    ring.advance(STAGES);
    if (tile + 1 < tiles) {
      barrier_wait(&barriers.keys_full[ring.stage], ring.parity);
      score(scores, queries, keys + ring.stage * TILE_BYTES);
    }
    products_commit();
    turn_pass(next_turn);
  }
  products_wait<0>();
  pin(seen);
#pragma unroll
  for (int half = 0; half < 2; half++) {
    float scale = 1 / sum_of_row(sum[half]);
    int query = blockIdx.x * BLOCK_QUERIES + consumer * QUERIES + warp * 16 + lane / 4 + 8 * half;
    if (query < parameters.queries) {
      long row = ((long)blockIdx.z * parameters.queries + query) * parameters.heads + blockIdx.y;
      auto target = reinterpret_cast<uint32_t*>(parameters.result + row * SIZE) + lane % 4;
#pragma unroll
      for (int i = 0; i < SIZE / 8; i++) {
        target[4 * i] = pack(seen[4 * i + 2 * half] * scale, seen[4 * i + 2 * half + 1] * scale);
      }
    }
  }
}

__global__ void __launch_bounds__(THREADS, 1)
    attention_kernel(const __grid_constant__ Parameters parameters) {
  extern __shared__ unsigned char memory[];
  __shared__ Barriers barriers;
  unsigned char* queries =
      memory + (PATTERN_BYTES - shared_address(memory) % PATTERN_BYTES) % PATTERN_BYTES;
  unsigned char* keys = queries + CONSUMERS * QUERY_BYTES;
  unsigned char* values = keys + STAGES * TILE_BYTES;
  if (threadIdx.x == 0) {
    barrier_init(&barriers.queries, 1);
    for (int i = 0; i < STAGES; i++) {
      barrier_init(&barriers.keys_full[i], 1);
      barrier_init(&barriers.values_full[i], 1);
      barrier_init(&barriers.keys_empty[i], CONSUMERS * 4);
      barrier_init(&barriers.values_empty[i], CONSUMERS * 4);
    }
    barrier_init_fence();
  }
  __syncthreads();
  int warpgroup = threadIdx.x / WARPGROUP;
  if (warpgroup == CONSUMERS) {
    give_registers<24>();
    if (threadIdx.x == CONSUMERS * WARPGROUP) {
      produce(parameters, queries, keys, values, barriers);
    }
  } else {
    // What a block has for all its threads, less what the fifth warpgroup gave.
    take_registers<112>();
    consume(parameters, queries, keys, values, barriers, warpgroup);
  }
}

CUtensorMap map_of(const Heads& heads, const AttentionShape& shape, uint32_t rows) {
  return tensor_map(
      heads.data, {SIZE, (uint64_t)shape.heads, (uint64_t)heads.rows, (uint64_t)shape.samples},
      {SIZE, (uint64_t)heads.row_stride, (uint64_t)heads.sample_stride}, {ROW_NUMBERS, 1, rows, 1});
}

}  // namespace

bool attention_suits(int size, int keys) {
  return is_hopper() && size == SIZE && keys >= 256;
}

void attention(const Heads& q, const Heads& k, const Heads& v, const AttentionShape& shape,
               __half* result, cudaStream_t stream) {
  Parameters parameters = {.q = map_of(q, shape, QUERIES),
                           .k = map_of(k, shape, KEYS),
                           .v = map_of(v, shape, KEYS),
                           .queries = q.rows,
                           .keys = k.rows,
                           .heads = shape.heads,
                           .scale = 1.4426950408889634f / sqrtf((float)SIZE),
                           .result = result};
  cudaFuncSetAttribute(attention_kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, SHARED_BYTES);
  dim3 grid((q.rows + BLOCK_QUERIES - 1) / BLOCK_QUERIES, shape.heads, shape.samples);
  attention_kernel<<<grid, THREADS, SHARED_BYTES, stream>>>(parameters);
}

}  // namespace imprimatur::kernels
