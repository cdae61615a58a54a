#include "tensor_map.h"

#include <cuda_runtime.h>

#include <stdexcept>

namespace imprimatur::kernels {
namespace {

using Encode = decltype(&cuTensorMapEncodeTiled);

Encode driver_function() {
  void* function = nullptr;
  cudaDriverEntryPointQueryResult found;
  cudaError_t error = cudaGetDriverEntryPointByVersion("cuTensorMapEncodeTiled", &function, 12000,
                                                       cudaEnableDefault, &found);
  if (error != cudaSuccess || found != cudaDriverEntryPointSuccess) {
    throw std::runtime_error("the CUDA driver is older than 12.0: it lacks cuTensorMapEncodeTiled");
  }
  return reinterpret_cast<Encode>(function);
}

}  // namespace

CUtensorMap tensor_map(const __half* data, std::array<uint64_t, 4> sizes,
                       std::array<uint64_t, 3> strides, std::array<uint32_t, 4> box) {
  static const Encode encode = driver_function();
  for (uint64_t& stride : strides) stride *= sizeof(__half);
  constexpr uint32_t steps[] = {1, 1, 1, 1};
  CUtensorMap map;
  CUresult result = encode(&map, CU_TENSOR_MAP_DATA_TYPE_FLOAT16, 4, const_cast<__half*>(data),
                           sizes.data(), strides.data(), box.data(), steps,
                           CU_TENSOR_MAP_INTERLEAVE_NONE, CU_TENSOR_MAP_SWIZZLE_128B,
                           CU_TENSOR_MAP_L2_PROMOTION_L2_256B, CU_TENSOR_MAP_FLOAT_OOB_FILL_NONE);
  if (result != CUDA_SUCCESS) {
    throw std::runtime_error("a tensor's shape or alignment does not suit the copy engine");
  }
  return map;
}

}  // namespace imprimatur::kernels
