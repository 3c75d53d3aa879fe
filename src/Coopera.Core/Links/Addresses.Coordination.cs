using Coopera.Domain.Coordination;

namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static class Coordination
    {
        public const string Home = "~/coordinamento";
        public const string AdherentsCsv = $"{Home}/aderenti.csv";
        public const string AdherentsJson = $"{Home}/aderenti.json";
        public const string BlankScheda = $"{Home}/scheda.pdf";
        public const string SchedaUpload = $"{Home}/scheda/carica";
        public const string SchedaRequest = $"{Home}/richiesta-scheda";
        public const string Start = $"{Home}/adesione";

        public static string StartFor(string? bodyCode) => bodyCode is null ? Start : $"{Start}?ente={bodyCode}";
    }

    public static class Adhesion
    {
        public static string Page(string token) => $"{Coordination.Start}/{token}";

        public static string Confirm(string token) => $"{Page(token)}/conferma";

        public static string Body(string token) => $"{Page(token)}/ente";

        public static string People(string token) => $"{Page(token)}/persone";

        public static string Network(string token) => $"{Page(token)}/rete-sai";

        public static string Part(string token, AdhesionPart part) => part switch
        {
            AdhesionPart.Body => Body(token),
            AdhesionPart.People => People(token),
            _ => Network(token),
        };

        public static string Summary(string token) => $"{Page(token)}/riepilogo";

        public static string Scheda(string token) => $"{Page(token)}/scheda.pdf";

        public static string Upload(string token) => $"{Page(token)}/carica";

        public static string UploadUnsigned(string token) => $"{Upload(token)}/non-firmata";

        public static string Submit(string token) => $"{Page(token)}/invia";

        public static string Withdraw(string token) => $"{Page(token)}/ritira";

        public static string Restore(string token) => $"{Page(token)}/rimetti";

        public static string Copy(string token, int version) => $"{Page(token)}/copie/{version}";
    }
}
