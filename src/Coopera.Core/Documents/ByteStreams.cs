using System.Runtime.InteropServices;

namespace Coopera.Core.Documents;

internal static class ByteStreams
{
    /// <summary>To be read, over the bytes as they lie: files of 32 MB are not copied for it.</summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
