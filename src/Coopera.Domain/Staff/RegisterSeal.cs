using System.Security.Cryptography;

namespace Coopera.Domain.Staff;

/// <summary>
/// A key that is not in the database: who has that alone can write rows into the register, but not with their hash (HMAC-SHA-256).
/// </summary>
/// <param name="keys">The first seals; what the others sealed before it is known again.</param>
public sealed class RegisterSeal(IReadOnlyList<byte[]> keys)
{
    public string Of(byte[] content) => Of(content, keys[0]);

    public bool Holds(byte[] content, string seal) => keys.Any(key => Of(content, key) == seal);

    private static string Of(byte[] content, byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, content));
}
