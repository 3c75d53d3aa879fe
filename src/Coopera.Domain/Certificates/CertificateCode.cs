using System.Security.Cryptography;

namespace Coopera.Domain.Certificates;

/// <summary>
/// What opens the page of a certificate: 19 random signs of 5 bits each (95 bits) and one that checks them, in groups of four. The signs
/// are Crockford's: none is taken for another, and who reads an O for a zero is understood.
/// </summary>
public static class CertificateCode
{
    public const int Length = 20;

    private const int Group = 4;
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Signs, Length - 1);
        return code + Signs[CheckOf(code)];
    }

    /// <summary>"7K2M-…": as it is printed and stands in addresses.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));

    /// <summary>As somebody typed it; null when it is none: too short, another sign, or a slip that the check finds.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '–' or '.'))
            .Take(Length + 1).Select(sign => sign switch { 'O' => '0', 'I' or 'L' => '1', _ => sign }));
        return code.Length == Length && code.All(sign => Signs.Contains(sign, StringComparison.Ordinal))
            && Signs[CheckOf(code[..^1])] == code[^1]
            ? code
            : null;
    }

    // A Reed-Solomon check in the field of 32 elements: each place weighs another power of 2, so that one wrong sign, and two that have
    // changed places, are always found.
    private static int CheckOf(string code)
    {
        var check = 0;
        foreach (var sign in code)
        {
            check = Doubled(check ^ Signs.IndexOf(sign, StringComparison.Ordinal));
        }

        return check;
    }

    private static int Doubled(int element) => (element << 1) ^ (element >= 16 ? 0b100101 : 0);
}
