namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Adhesions
        {
            public const string List = $"{Home}/adesioni";
            public const string New = $"{List}/nuova";
            public const string Requests = $"{List}/richieste";
            public const string ByPec = $"{List}/per-pec";
            public const string Contacts = $"{List}/referenti";
            public const string SilentBodies = $"{List}/senza-risposta";

            public static string ArrivalFile(Guid id) => $"{ByPec}/{id}/file";

            public static string AttachArrival(Guid id) => $"{ByPec}/{id}/abbina";

            public static string DismissArrival(Guid id) => $"{ByPec}/{id}/metti-da-parte";

            public static string Page(Guid id) => $"{List}/{id}";

            public static string Correct(Guid id) => $"{Page(id)}/dati";

            public static string Review(Guid id) => $"{Page(id)}/verifica";

            public static string Checks(Guid id) => $"{Page(id)}/controlli";

            public static string ReadyTexts(Guid id) => $"{Page(id)}/testi";

            public static string RequestChanges(Guid id) => $"{Page(id)}/integrazioni";

            public static string Accept(Guid id) => $"{Page(id)}/accogli";

            public static string Reject(Guid id) => $"{Page(id)}/respingi";

            public static string Withdraw(Guid id) => $"{Page(id)}/ritira";

            public static string Restore(Guid id) => $"{Page(id)}/rimetti";

            public static string Protocol(Guid id) => $"{Page(id)}/protocollo";

            public static string ProtocolPackage(Guid id) => $"{Page(id)}/protocollo.zip";

            public static string NewLink(Guid id) => $"{Page(id)}/link";

            public static string AddCopy(Guid id) => $"{Page(id)}/copie";

            public static string SubmitCopy(Guid id) => $"{Page(id)}/copie/invia";

            public static string Copy(Guid id, int version) => $"{Page(id)}/copie/{version}";

            public static string ShownCopy(Guid id, int version) => $"{Copy(id, version)}/scheda.pdf";
        }
    }
}
