using Coopera.Domain.Ratings;

namespace Coopera.Core.Ratings;

public static class RatingPhrases
{
    public const string ScoreMissing = "Scegli una risposta, da «Molto facile» a «Molto difficile».";

    public static string Question(this RatedService service) => service switch
    {
        RatedService.SignUp => "Quanto è stato facile fare l’iscrizione?",
        _ => "Quanto è stato facile inviare l’adesione?",
    };

    public static string Score(int score) => score switch
    {
        5 => "Molto facile",
        4 => "Facile",
        3 => "Così così",
        2 => "Difficile",
        _ => "Molto difficile",
    };

    public static string Label(this Obstacle obstacle) => obstacle switch
    {
        Obstacle.Wording => "Non era chiaro che cosa scrivere",
        Obstacle.Length => "C’erano troppe domande o troppi passaggi",
        Obstacle.Fault => "Qualcosa non funzionava",
        Obstacle.Device => "Sul mio schermo si leggeva o si usava male",
        Obstacle.Other => "Altro",
        _ => "Niente in particolare",
    };
}
