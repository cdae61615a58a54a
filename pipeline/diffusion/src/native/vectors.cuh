// Eight float16 numbers at a time, the widest access that a thread has, and functions of numbers.
#pragma once

#include <cuda_fp16.h>

#include <cstdint>

namespace imprimatur::kernels {

constexpr int VECTOR = 8;

// As one number of 16 bytes, so that it is read and written by one instruction.
using Half8 = uint4;

__device__ inline void widen(const Half8& packed, float (&values)[VECTOR]) {
  const uint32_t words[] = {packed.x, packed.y, packed.z, packed.w};
#pragma unroll
  for (int i = 0; i < 4; i++) {
    float2 pair = __half22float2(reinterpret_cast<const __half2&>(words[i]));
    values[2 * i] = pair.x;
    values[2 * i + 1] = pair.y;
  }
}

__device__ inline Half8 narrow(const float (&values)[VECTOR]) {
  uint32_t words[4];
#pragma unroll
  for (int i = 0; i < 4; i++) {
    reinterpret_cast<__half2&>(words[i]) = __floats2half2_rn(values[2 * i], values[2 * i + 1]);
  }
  return {words[0], words[1], words[2], words[3]};
}

__device__ inline void load(const __half* source, long index, float (&values)[VECTOR]) {
  widen(reinterpret_cast<const Half8*>(source)[index], values);
}

__device__ inline void store(__half* target, long index, const float (&values)[VECTOR]) {
  reinterpret_cast<Half8*>(target)[index] = narrow(values);
}

__device__ inline uint32_t pack(float low, float high) {
  __half2 pair = __floats2half2_rn(low, high);
  return *reinterpret_cast<uint32_t*>(&pair);
}

// exp2 by the special function unit.
__device__ inline float exp2_of(float x) {
  float y;
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

__device__ inline float silu(float x) { return __fdividef(x, 1.0f + __expf(-x)); }

__device__ inline float gelu(float x) { return 0.5f * x * (1.0f + erff(x * 0.7071067811865476f)); }

}  // namespace imprimatur::kernels
