using Coopera.Domain;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

public sealed record PageLayout(
    string Title, string? Section = null, string? Description = null, params (string Text, string Address)[] Trail)
{
    private const int LongestDescription = 155; // what search engines show of it

    /// <summary>False for what only looks like the real thing.</summary>
    public bool IsForSearch { get; init; } = true;

    /// <summary>Of what was said on a day, such as a press release.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>Its address, where the page has one of its own.</summary>
    public string? Picture { get; init; }

    /// <summary>Where staff who look at a page of the site go on to work on it; nobody else is shown them.</summary>
    public IReadOnlyList<StaffLink> ForStaff { get; init; } = [];

    /// <summary>Of what looks like a page of the site and is none yet: "Bozza: la vede solo chi lavora qui".</summary>
    public string? NotPublic { get; init; }

    /// <summary>Whole words.</summary>
    public string? ShortDescription =>
        Description is { Length: > LongestDescription } whole && Text.Cut(whole, LongestDescription) is var cut
            ? $"{cut[..Math.Max(cut.LastIndexOf(' '), LongestDescription / 2)].TrimEnd(' ', ',', '.', ':', ';')}…"
            : Description;

    public static PageLayout Of(ViewDataDictionary data) =>
        data["PageLayout"] as PageLayout ?? new PageLayout(data["Title"] as string ?? "Coopera");
}

/// <param name="Policy">Who is shown it.</param>
public sealed record StaffLink(string Text, string Address, string Policy = "Edit");
