using System.Text.RegularExpressions;

namespace Coopera.Domain;

public static partial class Slug
{
    public const int MaxLength = 100;

    /// <summary>What is proposed is short enough to be read out, and to stay whole in a message.</summary>
    public const int ProposedMaxLength = 60;

    private static readonly HashSet<string> Reserved = ["calendario", "calendario.ics", "feed", "feed.xml", "iscrizione", "nuovo"];

    /// <summary>
    /// From a title: "Perché l’accoglienza: 2° incontro" becomes "perche-l-accoglienza-2-incontro". Empty when nothing of it can stand in
    /// an address.
    /// </summary>
    public static string Propose(string? title)
    {
        var plain = Text.Fold((title ?? "").Replace('’', ' ').Replace('\'', ' '));
        var words = plain.Split(' ').Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0);
        var slug = "";
        foreach (var word in words)
        {
            var longer = slug.Length == 0 ? word : $"{slug}-{word}";
            if (longer.Length > ProposedMaxLength)
            {
                return slug.Length > 0 ? slug : longer[..ProposedMaxLength];
            }

            slug = longer;
        }

        return slug;
    }

    /// <summary>A proposal that nobody has: the same with a number behind it.</summary>
    public static string Numbered(string slug, int number)
    {
        var suffix = $"-{number}";
        return slug[..Math.Min(slug.Length, MaxLength - suffix.Length)].TrimEnd('-') + suffix;
    }

    public static bool IsWellFormed(string slug) => slug.Length <= MaxLength && Form().IsMatch(slug);

    public static bool IsReserved(string slug) => Reserved.Contains(slug);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

public enum SlugOf
{
    Webinar,
    PressRelease,
}

public sealed class OldSlug
{
    private OldSlug()
    {
    }

    public OldSlug(SlugOf kind, string slug, int ownerId)
    {
        Kind = kind;
        Slug = slug;
        OwnerId = ownerId;
    }

    public SlugOf Kind { get; private set; }

    public string Slug { get; private set; } = "";

    public int OwnerId { get; private set; }
}
