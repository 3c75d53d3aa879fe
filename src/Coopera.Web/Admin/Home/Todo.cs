namespace Coopera.Web.Admin.Home;

public enum TodoKind
{
    Urgent,

    Ours,

    Watch,
}

/// <summary>One line of the answer to "what needs me today?".</summary>
/// <param name="Sentence">With the count.</param>
/// <param name="Detail">Since when, which one, why.</param>
/// <param name="Action">The words of the link for who may act; for others the link only shows.</param>
public sealed record Todo(TodoKind Kind, string Sentence, string? Detail, string Address, string Action);
