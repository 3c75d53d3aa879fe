using Coopera.Domain;

namespace Coopera.Core.Documents.CertifiedMail;

public static class PecIds
{
    private const int LongestId = 400;

    /// <summary>
    /// A Message-ID as it is compared: without brackets, folding and spaces around. What stands inside is nobody's business: providers
    /// write dollars, colons and slashes.
    /// </summary>
    public static string? Bare(string? id)
    {
        var line = Text.CleanLine(id);
        var (begin, end) = (line.IndexOf('<', StringComparison.Ordinal), line.LastIndexOf('>'));
        var bare = (begin >= 0 && end > begin ? line[(begin + 1)..end] : line.Trim('<', '>')).Trim();
        return bare.Length is 0 or > LongestId ? null : bare;
    }
}
