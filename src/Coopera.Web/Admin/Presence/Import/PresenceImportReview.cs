using Coopera.Core.Presence.Imports;
using Coopera.Core.Presence.Matching;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Admin.Presence.Import;

/// <param name="Given">What the files hold, each once.</param>
/// <param name="Choices">What was said of each.</param>
/// <param name="Asked">Of whom something is asked, in the order of the form's fields.</param>
/// <param name="There">Files that stand already.</param>
/// <param name="AsksOrder">Before anything else it has to be said how dates are written.</param>
public sealed record PresenceImportReview(
    Webinar Webinar, IReadOnlyList<GivenReport> Given, IReadOnlyDictionary<string, PresenceChoice> Choices, PresencePlan Plan,
    IReadOnlyList<AskedPerson> Asked, IReadOnlyList<GivenReport> There, bool AsksOrder)
{
    public bool WasOvertaken { get; init; }

    public string? OtherTitle { get; } = Plan.OtherTitle(Webinar.Title);

    public bool MustAgree => Plan.Reports.Count > 0 && (Plan.IsOfAnotherDay || OtherTitle is not null);

    public int Rows => Plan.Reports.Sum(report => report.Report.Rows);

    public int Around => Plan.Reports.Sum(report => report.Report.Around);

    public int LeftOut => Plan.Reports.Sum(report => report.Report.LeftOut.Count);

    public int Placed => Plan.Reports.Sum(report => report.Report.Placed);

    public static int Count(IEnumerable<PlannedPerson> people) => people.Sum(person => person.Rows);

    /// <summary>How long within the planned time.</summary>
    public TimeSpan Attended(PlannedPerson person) => Plan.Planned.CoveredBy(
        person.Stays.SelectMany(one => one.Person.Stays).Select(stay => new TimeWindow(stay.From, stay.Until)));
}

/// <param name="Offered">The most likely first.</param>
/// <param name="Choice">Of the select; empty: nothing was said.</param>
public sealed record AskedPerson(
    PlannedPerson Person, IReadOnlyList<KnownPerson> Offered, string Choice, string Other, bool Remember, string? Problem)
{
    /// <summary>The machine has an answer that is worth a look.</summary>
    public bool IsProposed => Person.Match.Known is not null;
}
