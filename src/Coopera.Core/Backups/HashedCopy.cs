using System.Buffers;
using System.Security.Cryptography;

namespace Coopera.Core.Backups;

internal static class HashedCopy
{
    private const int BufferSize = 256 * 1024;

    /// <param name="most">What comes after so many bytes is counted, and neither hashed nor written.</param>
    public static async Task<(long Length, string Sha256)> RunAsync(
        Stream from, Stream to, long most, BackupMeter meter, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            while (length <= most && await from.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken) is var read and > 0)
            {
                length += read;
                if (length <= most)
                {
                    hash.AppendData(buffer, 0, read);
                    await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    meter.Add(read);
                }
            }

            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
