using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Shared;

internal static class EntityTags
{
    /// <summary>The same only for the very same bytes.</summary>
    public static EntityTagHeaderValue Of(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");
}
