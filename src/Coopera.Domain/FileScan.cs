namespace Coopera.Domain;

public enum FileScan
{
    NotScanned,
    Clean,
    Infected,
}
