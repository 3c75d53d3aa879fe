using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Registrations;
using Coopera.Domain;

namespace Coopera.Web.Public.Registrations;

/// <summary>Several people of one body. The address is of who writes: for them all who have none of their own.</summary>
public sealed class TogetherForm : PersonForm
{
    /// <summary>In <see cref="Step"/>: from the form for one person, with what is in it.</summary>
    public const string Open = "apri";

    /// <summary>In <see cref="Step"/>: more rows, and nothing else.</summary>
    public const string MoreRows = "righe";

    public const int FirstRows = 3;

    public string? Step { get; set; }

    public List<TogetherRow> Rows { get; set; } = [];

    [Display(Name = Phrases.PrivacyNoticeRead)]
    public bool PrivacyNoticeRead { get; set; }

    internal bool AsksQuestions { get; set; }

    /// <summary>What was typed for one person becomes the first row.</summary>
    internal void TakeOver()
    {
        var row = new TogetherRow { FirstName = FirstName, LastName = LastName, NoLastName = NoLastName, Role = Role };
        if (!row.IsEmpty)
        {
            Rows.Insert(0, row);
        }

        if (ParticipantKind == Domain.Registrations.ParticipantKind.Citizen)
        {
            ParticipantKind = null;
        }
    }

    /// <summary>Also no more rows than people, whatever was sent.</summary>
    internal void AddRows(int count)
    {
        if (Rows.Count > SignUpTogether.Most)
        {
            Rows.RemoveRange(SignUpTogether.Most, Rows.Count - SignUpTogether.Most);
        }

        var rows = Math.Clamp(count, FirstRows, SignUpTogether.Most);
        while (Rows.Count < rows)
        {
            Rows.Add(new TogetherRow());
        }
    }
}

public sealed class TogetherRow : PersonForm
{
    internal bool IsEmpty => !NoLastName
        && new[] { FirstName, LastName, Email, Role }.All(typed => Text.CleanLine(typed).Length == 0);
}
