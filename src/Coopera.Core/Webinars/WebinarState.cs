using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

/// <summary>How a webinar stands, in the one label that visitors and staff read of it.</summary>
/// <param name="Places">They count only while people can sign up.</param>
public readonly record struct WebinarState(WebinarPhase Phase, PublicPlaces Places)
{
    public string Label => (Phase, Places) switch
    {
        (WebinarPhase.Open, PublicPlaces.Full) => "Lista d’attesa",
        (WebinarPhase.Open, PublicPlaces.Last) => "Ultimi posti",
        (WebinarPhase.Open, _) => "Iscrizioni aperte",
        (WebinarPhase.NotYetOpen, _) => "Iscrizioni non ancora aperte",
        (WebinarPhase.RegistrationClosed, _) => "Iscrizioni chiuse",
        (WebinarPhase.Concluded, _) => "Concluso",
        (WebinarPhase.Cancelled, _) => "Annullato",
        _ => "Bozza",
    };

    public string TagClass => (Phase, Places) switch
    {
        (WebinarPhase.Open, PublicPlaces.Full) => "tag tag-sample",
        (WebinarPhase.Open, _) => "tag tag-open",
        (WebinarPhase.Cancelled, _) => "tag tag-stop",
        (WebinarPhase.Concluded, _) => "tag tag-over",
        _ => "tag",
    };
}
