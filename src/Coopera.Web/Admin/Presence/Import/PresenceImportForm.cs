using System.ComponentModel.DataAnnotations;
using Coopera.Core.Presence.Reports;

namespace Coopera.Web.Admin.Presence.Import;

/// <summary>The files themselves go along, sealed: nothing of them is kept until somebody agrees.</summary>
public sealed class PresenceImportForm
{
    public const string Nobody = "nessuno";

    public string? Ticket { get; set; }

    [Display(Name = "Come sono scritte le date?")]
    public DateOrder? Order { get; set; }

    [Display(Name = "È il rapporto di questo webinar")]
    public bool Agreed { get; set; }

    public string? Fingerprint { get; set; }

    /// <summary>Those of the reports of whom something is asked, and below what was answered of each.</summary>
    public List<string?> Keys { get; set; } = [];

    /// <summary>A registration, <see cref="Nobody"/>, or nothing.</summary>
    public List<string?> Choices { get; set; } = [];

    /// <summary>Typed, when the person is not among those offered.</summary>
    public List<string?> Others { get; set; } = [];

    /// <summary>Which of them, by their place.</summary>
    public List<int> Remember { get; set; } = [];
}
