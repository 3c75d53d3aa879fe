using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Tables;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Registrations;

namespace Coopera.Web.Admin.Registrations.Import;

/// <param name="Problem">Why it cannot be imported; null when it can.</param>
/// <param name="Note">What else becomes of it.</param>
public sealed record ReadRow(int Line, string Name, string Email, string Body, ImportRow? Row, string? Problem, string? Note);

/// <summary>A body that the register does not know by this name.</summary>
/// <param name="Rows">So many have it.</param>
/// <param name="Matches">What may be meant; none: it stays as it is written.</param>
/// <param name="Choice">A code, or <see cref="PersonForm.NotInRegister"/>.</param>
public sealed record UnclearBody(string Name, int Rows, IReadOnlyList<PublicBodyEntry> Matches, string Choice);

public sealed record ReadColumn(string Title, ImportColumn Column, string Sample);

/// <summary>All that the dry run tells.</summary>
/// <param name="Columns">Of the list, with what they are taken for.</param>
/// <param name="Offered">What a column can be here.</param>
/// <param name="Missing">What no column was said to hold, and is needed; null: nothing.</param>
public sealed record ImportReview(
    Webinar Webinar, IReadOnlyList<ReadColumn> Columns, IReadOnlyList<ImportColumn> Offered, string? Missing,
    IReadOnlyList<ReadRow> Rows, IReadOnlyList<UnclearBody> Bodies, ImportPlan Plan)
{
    public bool WasOvertaken { get; init; }

    public bool MailIsPossible { get; init; }

    public int Wrong => Rows.Count(row => row.Problem is not null);

    public int ToAdd => Plan.New.Count;

    public PlannedRow? PlanOf(ReadRow row) => row.Row is null ? null : _planned.GetValueOrDefault(row.Line);

    private readonly Dictionary<int, PlannedRow> _planned = Plan.Rows.ToDictionary(row => row.Row.Line);
}
