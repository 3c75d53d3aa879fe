using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.ByPec;

public static class PecArrivalPhrases
{
    public static string Sentence(this PecDoubt doubt) => doubt switch
    {
        PecDoubt.NotVerified => "La firma del gestore non è verificata: vale come un’email ordinaria, e il mittente può essere chiunque.",
        PecDoubt.SeveralDocuments => "Nel messaggio ci sono più documenti, e il sito non sa qual è la scheda firmata.",
        PecDoubt.NoAdhesion => "Né il codice della scheda né il mittente portano a un’adesione aperta.",
        PecDoubt.SeveralAdhesions => "Può riguardare più di un’adesione.",
        PecDoubt.OtherBody => "Il codice o il testo della scheda dicono un ente, il mittente un altro.",
        PecDoubt.NotProven => "L’adesione è di chi non ha ancora confermato la sua email.",
        PecDoubt.Over => "L’adesione a cui porta è già conclusa, o un’altra scheda dello stesso ente è arrivata prima.",
        PecDoubt.NotSigned => "È la scheda, ma nel file non c’è una firma digitale.",
        PecDoubt.Unrecognised => "Viene da un ente che sta aderendo, ma il file può non essere la scheda firmata.",
        PecDoubt.TooMany => "Per questa adesione sono già arrivate molte copie nelle ultime 24 ore.",
        _ => "",
    };
}
