using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Webinars;

namespace Coopera.Web.Public.Registrations;

public sealed record TogetherPage(PublicWebinar Webinar, PublicPlaces Places, TogetherForm Form);

/// <param name="Address">What was written, for the eye.</param>
public sealed record TogetherLine(string Name, string Address, SignUpOutcome Outcome);

/// <summary>What was sent, row by row; what is on file is told by mail.</summary>
public sealed record TogetherReceipt(IReadOnlyList<TogetherLine> Lines)
{
    // All of it stands in an address, and a server reads eight thousand characters of one.
    private const int Longest = 48;

    public static TogetherReceipt Of(IReadOnlyList<Participant> people, IReadOnlyList<SignUpOutcome> outcomes) =>
        new([.. people.Zip(outcomes, (person, outcome) => new TogetherLine(
            Short($"{person.FirstName} {person.LastName}".TrimEnd()), Short(person.Email.Display), outcome))]);

    private static string Short(string text) =>
        text.Length <= Longest ? text : $"{Domain.Text.Cut(text, Longest - 1)}…";
}

/// <param name="Receipt">Null when the page is opened later or elsewhere.</param>
public sealed record TogetherSentPage(PublicWebinar Webinar, TogetherReceipt? Receipt);
