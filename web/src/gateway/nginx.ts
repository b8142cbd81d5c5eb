export interface NginxOptions {
  port: number;
}
